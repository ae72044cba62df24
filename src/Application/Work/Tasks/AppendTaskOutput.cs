using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>The worker of a run writes a piece of its output; live clients see it at once. A repeat under its number changes nothing.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record AppendTaskOutput(Guid Id, string Content, int? Seq) : ICommand<TaskOutputReceipt>;

/// <summary>The number that a chunk of output has.</summary>
public sealed record TaskOutputReceipt(Guid TaskId, int Seq)
{
    /// <summary>True when the same chunk was stored before.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsRepeat { get; init; }
}

internal sealed class AppendTaskOutputValidator : AbstractValidator<AppendTaskOutput>
{
    public AppendTaskOutputValidator()
    {
        RuleFor(command => command.Content).NotNull()
            .Must(content => content is null || RunOutput.IsChunk(content)).WithMessage($"1 to {RunOutput.MaxChunkBytes} bytes.");
        RuleFor(command => command.Seq).GreaterThan(0);
    }
}

internal sealed class AppendTaskOutputHandler(IRunOutput output, TaskNews news, CallContext call, TimeProvider time)
    : IRequestHandler<AppendTaskOutput, TaskOutputReceipt>
{
    public async Task<TaskOutputReceipt> Handle(AppendTaskOutput command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var content = OutputSanitiser.Clean(command.Content);
        var run = await output.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("task");
        run.CheckWorker(call.TaskCaller(), now);
        run.CheckUnderWay();

        if (command.Seq is { } seq && await output.FindChunk(run.Id, seq, cancellationToken) == content)
            return new TaskOutputReceipt(run.Id, seq) { IsRepeat = true };

        var written = run.Write(content, command.Seq, now);
        await output.Append(written, new TaskOutputChunk(written.OutputSeq, content, now), cancellationToken);
        await news.Output(written, written.OutputSeq, cancellationToken);
        return new TaskOutputReceipt(run.Id, written.OutputSeq);
    }
}
