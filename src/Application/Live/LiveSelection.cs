using Hivemind.Application.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.Live;

/// <summary>What one subscriber may and wants to see. Replay, live delivery and REST reads decide by this and nothing else.</summary>
public sealed class LiveSelection
{
    private static readonly IReadOnlyList<long> None = [];

    private readonly KnowledgeAccess _access;
    private readonly Dictionary<string, IReadOnlyList<long>> _topics; // with the ids that were there before the subscriber came
    private readonly LiveFilter? _filter;
    private readonly string _actorId;
    private readonly bool _isAdmin;
    private readonly string _rights;

    public LiveSelection(Principal caller, KnowledgeAccess access, IEnumerable<string> topics, LiveFilter? filter = null)
        : this(caller.OrgId, caller.ActorId, caller.IsAdmin, access, topics.Distinct().ToDictionary(topic => topic, _ => None), filter)
    {
    }

    private LiveSelection(
        string orgId, string actorId, bool isAdmin, KnowledgeAccess access, Dictionary<string, IReadOnlyList<long>> topics, LiveFilter? filter)
    {
        (OrgId, _actorId, _isAdmin, _access, _topics, _filter) = (orgId, actorId, isAdmin, access, topics, filter);
        _rights = RightsOf(access);
        Topics = [.. topics.Keys.Order(StringComparer.Ordinal)];
        Key = string.Join('\n', OrgId, _rights, filter?.Key, IsPersonal ? $"{actorId} {isAdmin}" : "", string.Join(',', Topics.Select(NameWithKnown)));
    }

    public string OrgId { get; }

    public IReadOnlyList<string> Topics { get; }

    /// <summary>Equal for selections that include the same rows, so that their subscribers can share the work.</summary>
    public string Key { get; }

    // Only rows about one task or conversation can be for some actors alone.
    private bool IsPersonal => Topics.Any(topic => topic.Contains(':', StringComparison.Ordinal));

    /// <summary>Public rows are for everyone, private ones for their organisation; policies narrow knowledge, and readers what is said in private.</summary>
    public bool Includes(LiveEvent row) =>
        (row.IsPublic || row.OrgId == OrgId)
        && (Wants(row.Topic, row) || (row.IsOfBoard && Wants(Topic.Tasks, row)))
        && (_rights.Length == 0 || row.Topic != Topic.Knowledge || MayRead(row))
        && (_filter is null || _filter.Passes(row))
        && !row.IsGone && row.Readers?.Include(_actorId, _isAdmin) is not false;

    public bool Has(string topic) => _topics.ContainsKey(topic);

    /// <summary>The same rows but these, which were there before.</summary>
    public LiveSelection Without(IReadOnlyList<long> known) => known.Count == 0 ? this : Of(_topics.Keys.ToDictionary(topic => topic, _ => known));

    /// <summary>A topic more, without the rows that were there before.</summary>
    public LiveSelection With(string topic, IReadOnlyList<long> known) => Of(new(_topics) { [topic] = known });

    public LiveSelection Except(string topic) => Of(_topics.Where(one => one.Key != topic).ToDictionary());

    /// <summary>One topic alone, as far as it is decided by the same rights.</summary>
    public LiveSelection Only(string topic, IReadOnlyList<long> known) => Of(new() { [topic] = known });

    /// <summary>Whether these rights would show the same rows.</summary>
    public bool HasRightsOf(KnowledgeAccess access) => RightsOf(access) == _rights;

    private static string RightsOf(KnowledgeAccess access) =>
        access.Filter(KnowledgeRight.Read) is { IsEverything: false } filter ? WireJson.Write(filter) : "";

    private bool Wants(string topic, LiveEvent row) =>
        _topics.TryGetValue(topic, out var known) && (known.Count == 0 || !known.Contains(row.Position.Id));

    private bool MayRead(LiveEvent row) =>
        row.Knowledge is { Category: { } category } label && _access.May(KnowledgeRight.Read, row.OrgId, category, label.ItemId);

    private LiveSelection Of(Dictionary<string, IReadOnlyList<long>> topics) => new(OrgId, _actorId, _isAdmin, _access, topics, _filter);

    private string NameWithKnown(string topic) => _topics[topic] is { Count: > 0 } known ? $"{topic}!{string.Join('!', known)}" : topic;
}
