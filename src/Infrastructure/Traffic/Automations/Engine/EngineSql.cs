using Hivemind.Application.Traffic.Automations;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

internal sealed class ConnectedInstances(DbSession session) : IConnectedInstances
{
    public Task<string?> ChannelOf(string orgId, Guid instanceId, CancellationToken cancellationToken) => session.FindOne<string>(
        "select channel from instances where org_id = @orgId and id = @instanceId and is_connected", new { orgId, instanceId }, cancellationToken);
}

internal sealed class AgentLatency(DbSession session) : IAgentLatency
{
    public Task Set(string orgId, Guid eventId, int milliseconds, CancellationToken cancellationToken) => session.Execute(
        "update events set agent_latency_ms = @milliseconds where org_id = @orgId and id = @eventId", new { orgId, eventId, milliseconds }, cancellationToken);
}

internal sealed class AutomationFigures(DbSession session) : IAutomationFigures
{
    public async Task<int> Fold(int limit, CancellationToken cancellationToken) =>
        await session.FindOne<int>(
            """
            with taken as (
                delete from automation_differences
                where id in (select id from automation_differences order by id limit @limit)
                returning org_id, succeeded, failed, skipped, actions, run_ms
            ), folded as (
                insert into automation_figures (org_id, succeeded, failed, skipped, actions, run_ms)
                select org_id, sum(succeeded), sum(failed), sum(skipped), sum(actions), sum(run_ms)
                from taken
                group by org_id
                order by org_id
                on conflict (org_id) do update
                set succeeded = automation_figures.succeeded + excluded.succeeded, failed = automation_figures.failed + excluded.failed,
                    skipped = automation_figures.skipped + excluded.skipped, actions = automation_figures.actions + excluded.actions,
                    run_ms = automation_figures.run_ms + excluded.run_ms
            )
            select count(*)::int from taken
            """, new { limit }, cancellationToken);

    public Task ForgetStarts(DateTimeOffset before, CancellationToken cancellationToken) => session.Execute(
        """
        delete from automation_starts
        where (automation_id, minute) in (select automation_id, minute from automation_starts where minute < @before limit 1000)
        """, new { before }, cancellationToken);
}

/// <summary>Reads the environment, and of it only what bears the prefix.</summary>
internal sealed class PrefixedEnvironment(IOptions<AutomationOptions> options) : ITemplateVariables
{
    public string? Find(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? Environment.GetEnvironmentVariable(options.Value.EnvPrefix + name)
            : null;
}
