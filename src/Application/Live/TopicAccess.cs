using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.Work.Conversations;
using Hivemind.Domain.Common;

namespace Hivemind.Application.Live;

/// <summary>Which topics the caller may follow. What of them it gets to see is decided row by row, by the selection.</summary>
internal sealed class TopicAccess(IAccessReader access, ILiveReader log, ConversationAccess conversations, CallContext call)
{
    /// <param name="list">A comma list; null selects all that concern the whole organisation and that the caller's key reaches.</param>
    public async Task<LiveSelection> Select(string? list, CancellationToken cancellationToken)
    {
        var topics = string.IsNullOrWhiteSpace(list)
            ? [.. Topic.OrganisationWide.Where(topic => Topic.IsInScope(topic, call.Caller))]
            : Topic.ParseList(list);

        if (topics.Count == 0)
            throw RuleException.Forbidden("The key has no scope to read.");

        foreach (var topic in topics.Except(Topic.OrganisationWide.Where(topic => Topic.IsInScope(topic, call.Caller))))
            await Start(topic, null, null, cancellationToken);

        return await Of(topics, null, cancellationToken);
    }

    public async Task<LiveSelection> Of(IReadOnlyList<string> topics, LiveFilter? filter, CancellationToken cancellationToken) =>
        new(call.Caller, await access.For(call.Caller, cancellationToken), topics, filter);

    /// <summary>Where a topic begins, unless the caller may not follow it.</summary>
    /// <param name="afterSeq">For a task: the number of the last output that the caller has; it comes instead of a position.</param>
    public async Task<TopicStart> Start(string topic, string? position, int? afterSeq, CancellationToken cancellationToken)
    {
        if (!Topic.IsInScope(topic, call.Caller))
            throw RuleException.Forbidden($"The key lacks the scope {Topic.ScopeOf(topic)}.");

        if (Topic.ConversationOf(topic) is { } conversationId && !await conversations.MayRead(call.Caller, conversationId, cancellationToken))
            throw new NotFoundException("conversation");

        if (Topic.TaskOf(topic) is not { } taskId)
        {
            var state = await log.State(cancellationToken);
            return new(topic, LiveStart.Of(position, state), state.Known);
        }

        var (now, task) = await log.State(call.OrgId, taskId, cancellationToken);
        return task is null
            ? throw new NotFoundException("task")
            : new(topic, LiveStart.Of(afterSeq is null ? position : null, now), now.Known, new(taskId, task, afterSeq));
    }
}
