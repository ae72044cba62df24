using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Live;

/// <summary>Follows one run or task: its output in order, what it asks and is told, and its states. Ends when the task does.</summary>
/// <param name="AfterSeq">Stored output after this number comes first.</param>
/// <param name="Position">Resumes after a message instead; it decides when both are there.</param>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record WatchTask(Guid Id, int? AfterSeq, string? Position) : IQuery<ILiveStream>;

internal sealed class WatchTaskHandler(ILiveStreams streams, TopicAccess topics, CallContext call) : IRequestHandler<WatchTask, ILiveStream>
{
    private static readonly LiveFilter Filter = new(Names: [LiveText.TaskOutput, LiveText.TaskStatus, LiveText.TaskInput]);

    public async Task<ILiveStream> Handle(WatchTask query, CancellationToken cancellationToken)
    {
        if (query.AfterSeq < 0)
            throw new ValidationFailedException("after", "0 or more.");

        var afterSeq = string.IsNullOrEmpty(query.Position) ? query.AfterSeq : null;
        var start = await topics.Start(Topic.Task(query.Id), query.Position, afterSeq, cancellationToken);
        var selection = await topics.Of([start.Topic], Filter, cancellationToken);

        return streams.Open(start.Start.IsResumed ? selection : selection.Without(start.Known), call.Caller, start.Start, start.Task);
    }
}
