using System.Collections.Concurrent;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>
/// Keeps the enabled automations of each organisation in memory, compiled. Their version is compared at every use, by one lookup of
/// a key, so that an event never meets automations older than those that were there before it.
/// </summary>
internal sealed class AutomationDefinitions(NpgsqlDataSource database) : IAutomationDefinitions
{
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<Automation>> Of(string orgId, CancellationToken cancellationToken)
    {
        var version = await database.FindOne<long>("select version from automation_versions where org_id = @orgId", new { orgId }, cancellationToken);
        if (version == 0)
            return [];

        if (_known.TryGetValue(orgId, out var known) && known.Version == version)
            return known.Automations;

        // Read after the version: what changes in between is read again with the next event.
        var rows = await database.List<AutomationRow>(
            $"select {AutomationRow.Columns} from automations a where a.org_id = @orgId and a.is_enabled order by a.priority desc, a.id", new { orgId }, cancellationToken);
        IReadOnlyList<Automation> automations = [.. rows.Select(row => row.ToAutomation())];
        _known[orgId] = new Known(version, automations);
        return automations;
    }

    private sealed record Known(long Version, IReadOnlyList<Automation> Automations);
}
