using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Webhooks.Inbound;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks.Inbound;

namespace Hivemind.Infrastructure.Webhooks.Inbound;

/// <summary>A row of webhook_sources, with its figures where they were asked for.</summary>
internal sealed record SourceRow
{
    public const string Columns =
        """
        s.id, s.org_id, s.name, s.provider, s.description, s.secret, s.expected_headers::text as expected_headers, s.enabled, s.is_builtin,
        s.default_command, s.commands::text as commands, s.created_by, s.created_at, s.updated_at, s.row_version
        """;

    public const string Counts =
        """
        coalesce(c.accepted, 0) as event_count, coalesce(c.received, 0) as total_received, c.last_event_at
        from webhook_sources s
        left join lateral (
            select sum(accepted)::bigint as accepted, sum(received)::bigint as received, max(last_event_at) as last_event_at
            from webhook_source_counts
            where source_id = s.id
        ) c on true
        """;

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public string Name { get; init; } = "";
    public string Provider { get; init; } = "";
    public string? Description { get; init; }
    public byte[]? Secret { get; init; }
    public string ExpectedHeaders { get; init; } = "{}";
    public bool Enabled { get; init; }
    public bool IsBuiltin { get; init; }
    public string? DefaultCommand { get; init; }
    public string Commands { get; init; } = "[]";
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public int RowVersion { get; init; }
    public long EventCount { get; init; }
    public long TotalReceived { get; init; }
    public DateTimeOffset? LastEventAt { get; init; }

    public static SourceRow Of(WebhookSource source) => new()
    {
        Id = source.Id,
        OrgId = source.OrgId,
        Name = source.Name,
        Provider = EnumText.Of(source.Provider),
        Description = source.Description,
        Secret = source.Secret,
        ExpectedHeaders = JsonSerializer.Serialize(source.ExpectedHeaders),
        Enabled = source.Enabled,
        IsBuiltin = source.IsBuiltin,
        DefaultCommand = source.DefaultCommand,
        Commands = source.IsBuiltin ? "[]" : WireJson.Write(source.Commands),
        CreatedBy = source.CreatedBy,
        CreatedAt = source.CreatedAt,
        UpdatedAt = source.UpdatedAt,
        RowVersion = source.RowVersion,
    };

    public WebhookSource ToSource() => new()
    {
        Id = Id,
        OrgId = OrgId,
        Name = Name,
        Provider = EnumText.Parse<WebhookProvider>(Provider),
        Description = Description,
        Secret = Secret,
        ExpectedHeaders = new Dictionary<string, string?>(
            JsonSerializer.Deserialize<Dictionary<string, string?>>(ExpectedHeaders) ?? [], StringComparer.OrdinalIgnoreCase),
        Enabled = Enabled,
        IsBuiltin = IsBuiltin,
        DefaultCommand = DefaultCommand,
        Commands = IsBuiltin ? BuiltInSources.Commands : JsonSerializer.Deserialize<List<WebhookCommand>>(Commands, WireJson.Options) ?? [],
        CreatedBy = CreatedBy,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RowVersion = RowVersion,
    };

    public CountedSource ToCounted() => new(ToSource(), EventCount, TotalReceived, LastEventAt);
}
