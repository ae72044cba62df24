using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.Live;

/// <summary>What one subscriber may and wants to see. Replay, live delivery and REST reads decide by this and nothing else.</summary>
public sealed class LiveSelection
{
    private readonly KnowledgeAccess? _narrowing;
    private readonly string _rights;

    public LiveSelection(string orgId, IReadOnlyList<string> topics, KnowledgeAccess access)
    {
        (OrgId, Topics) = (orgId, [.. topics.Order(StringComparer.Ordinal)]);
        _rights = RightsOf(access);
        _narrowing = _rights.Length == 0 ? null : access;
        Key = $"{orgId}\n{string.Join(',', Topics)}\n{_rights}";
    }

    private LiveSelection(LiveSelection other, IReadOnlyList<long> known)
    {
        (OrgId, Topics, _rights, _narrowing, Known) = (other.OrgId, other.Topics, other._rights, other._narrowing, known);
        Key = $"{other.Key}\n{string.Join(',', known)}";
    }

    public string OrgId { get; }

    public IReadOnlyList<string> Topics { get; }

    /// <summary>Ids of rows that are left out, because they were there before the subscriber came.</summary>
    public IReadOnlyList<long> Known { get; } = [];

    /// <summary>Equal for selections that include the same rows, so that their subscribers can share the work.</summary>
    public string Key { get; }

    /// <summary>Public rows are for everyone, private ones for their organisation, and policies narrow knowledge.</summary>
    public bool Includes(LiveEvent row) =>
        (row.IsPublic || row.OrgId == OrgId) && Topics.Contains(row.Topic) && (_narrowing is null || row.Topic != Topic.Knowledge || MayRead(row))
        && (Known.Count == 0 || !Known.Contains(row.Position.Id));

    public LiveSelection Without(IReadOnlyList<long> known) => known.Count == 0 ? this : new(this, known);

    /// <summary>Whether these rights would show the same rows.</summary>
    public bool HasRightsOf(KnowledgeAccess access) => RightsOf(access) == _rights;

    private static string RightsOf(KnowledgeAccess access) =>
        access.Filter(KnowledgeRight.Read) is { IsEverything: false } filter ? WireJson.Write(filter) : "";

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
