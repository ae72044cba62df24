using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>The output of a run after a number, for who does not listen to it.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record GetTaskLogs(Guid Id, int After, int Limit) : IQuery<TaskLogs>;

/// <summary>A stretch of a run's output.</summary>
/// <param name="Output">The text of the chunks, one after the other.</param>
/// <param name="IsLive">False when the run is over.</param>
/// <param name="LastSeq">The number to go on after.</param>
public sealed record TaskLogs(
    Guid TaskId, WorkTaskStatus Status, string Output, string? Error, bool IsLive, IReadOnlyList<TaskOutputChunk> Chunks, int LastSeq);

internal sealed class GetTaskLogsValidator : AbstractValidator<GetTaskLogs>
{
    public GetTaskLogsValidator()
    {
        RuleFor(query => query.After).GreaterThanOrEqualTo(0);
        RuleFor(query => query.Limit).InclusiveBetween(1, 1000);
    }
}

internal sealed class GetTaskLogsHandler(ITaskQueries tasks, CallContext call) : IRequestHandler<GetTaskLogs, TaskLogs>
{
    public async Task<TaskLogs> Handle(GetTaskLogs query, CancellationToken cancellationToken)
    {
        var task = await tasks.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("task");
        var chunks = await tasks.ListOutput(task.Id, query.After, query.Limit, cancellationToken);
        var output = string.Concat(chunks.Select(chunk => chunk.Content));
        return new TaskLogs(task.Id, task.Status, output, task.Error, !task.IsFinal, chunks, chunks.Count > 0 ? chunks[^1].Seq : query.After);
    }
}
