namespace Hivemind.Infrastructure.Traffic.Payloads;

/// <summary>How an organisation's payload configuration is read.</summary>
internal static class ConfigSql
{
    public const string Select =
        """
        select event_type, webhook_raw, agent_request, agent_response, channel_send, error, retention_days, row_version
        from payload_configs
        where org_id = @orgId
        """;
}
