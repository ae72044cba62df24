using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Domain.Common;

namespace Hivemind.Application.Live;

/// <summary>Which topics the caller may follow. What of them it gets to see is decided row by row, by the selection.</summary>
internal sealed class TopicAccess(IAccessReader access, CallContext call)
{
    /// <param name="list">A comma list; null selects all that concern the whole organisation and that the caller's key reaches.</param>
    public async Task<LiveSelection> Select(string? list, CancellationToken cancellationToken)
    {
        var topics = string.IsNullOrWhiteSpace(list)
            ? [.. Topic.OrganisationWide.Where(topic => Topic.IsInScope(topic, call.Caller))]
            : Topic.ParseList(list);

        if (topics.Count == 0)
            throw RuleException.Forbidden("The key has no scope to read.");

        foreach (var topic in topics)
            Check(topic);

        return await Of(topics, null, cancellationToken);
    }

    public async Task<LiveSelection> Of(IReadOnlyList<string> topics, LiveFilter? filter, CancellationToken cancellationToken) =>
        new(call.Caller, await access.For(call.Caller, cancellationToken), topics, filter);

    /// <summary>Refuses a topic that the caller may not follow.</summary>
    public void Check(string topic)
    {
        if (!Topic.IsInScope(topic, call.Caller))
            throw RuleException.Forbidden($"The key lacks the scope {Topic.ScopeOf(topic)}.");
    }
}
