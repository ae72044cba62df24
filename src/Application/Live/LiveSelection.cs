using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.Live;

/// <summary>What one subscriber may and wants to see. Replay, live delivery and REST reads decide by this and nothing else.</summary>
public sealed class LiveSelection
{
    private readonly KnowledgeAccess? _narrowing;

    public LiveSelection(string orgId, IReadOnlyList<string> topics, KnowledgeAccess access)
    {
        var filter = access.Filter(KnowledgeRight.Read);
        _narrowing = filter.IsEverything ? null : access;
        (OrgId, Topics) = (orgId, [.. topics.Order(StringComparer.Ordinal)]);
        Key = $"{orgId}\n{string.Join(',', Topics)}\n{(filter.IsEverything ? "" : WireJson.Write(filter))}";
    }

    public string OrgId { get; }

    public IReadOnlyList<string> Topics { get; }

    /// <summary>Equal for selections that include the same rows, so that their subscribers can share the work.</summary>
    public string Key { get; }

    /// <summary>Public rows are for everyone, private ones for their organisation, and policies narrow knowledge.</summary>
    public bool Includes(LiveEvent row) =>
        (row.IsPublic || row.OrgId == OrgId) && Topics.Contains(row.Topic) && (_narrowing is null || row.Topic != Topic.Knowledge || MayRead(row));

    private bool MayRead(LiveEvent row) =>
        row.Knowledge is { Category: { } category } label && _narrowing?.May(KnowledgeRight.Read, row.OrgId, category, label.ItemId) is true;

    /// <summary>The topics of a comma list; all that concern the whole organisation for null. Unknown ones are refused.</summary>
    public static IReadOnlyList<string> TopicsOf(string? list)
    {
        if (string.IsNullOrWhiteSpace(list))
            return Topic.OrganisationWide;

        var topics = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        var unknown = topics.Except(Topic.OrganisationWide).ToList();
        return unknown.Count == 0 && topics.Count > 0
            ? topics
            : throw new ValidationFailedException("topics", $"A comma list of: {string.Join(", ", Topic.OrganisationWide)}.");
    }
}
