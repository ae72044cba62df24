using Hivemind.Application.Common;
using Hivemind.Application.Sources;
using Hivemind.Domain.Common;
using Hivemind.Domain.Sources;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Sources;

internal sealed class SourceQueries(NpgsqlDataSource database) : ISourceQueries
{
    private const string Filter =
        "org_id = @orgId and (@SourceType::text is null or source_type = @SourceType) and (@enabled::boolean is null or enabled = @enabled)";

    public async Task<DataSource?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<SourceRow>(
            $"select {SourceRow.Columns} from data_sources where org_id = @orgId and id = @id", new { orgId, id }, cancellationToken);
        return row?.ToSource();
    }

    public async Task<OffsetList<DataSource>> List(string orgId, SourceType? type, bool? enabled, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            orgId,
            SourceType = type is { } one ? EnumText.Of(one) : null,
            enabled,
            AfterTime = page.After?.Time,
            AfterId = page.After?.Id,
            page.Take,
            page.Offset,
        };

        var rows = await database.List<SourceRow>(
            $"""
            select {SourceRow.Columns}
            from data_sources
            where {Filter} and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId::uuid))
            order by created_at desc, id desc
            limit @Take offset @Offset
            """, parameters, cancellationToken);

        var total = await database.FindOne<long>($"select count(*) from data_sources where {Filter}", parameters, cancellationToken);
        return page.List([.. rows.Select(row => row.ToSource())], total, source => new Cursor(source.CreatedAt, source.Id));
    }

    public async Task<IReadOnlyList<OAuthInstallation>> ListInstallations(string orgId, CancellationToken cancellationToken)
    {
        var rows = await database.List<InstallationRow>(
            """
            select platform, scopes, installed_at, webhook_registered, webhook_url, webhook_error
            from oauth_installations
            where org_id = @orgId and status = 'active'
            order by installed_at desc, id desc
            """, new { orgId }, cancellationToken);
        return [.. rows.Select(row => row.ToInstallation())];
    }

    private sealed record InstallationRow
    {
        public string Platform { get; init; } = "";
        public string[] Scopes { get; init; } = [];
        public DateTimeOffset InstalledAt { get; init; }
        public bool WebhookRegistered { get; init; }
        public string? WebhookUrl { get; init; }
        public string? WebhookError { get; init; }

        public OAuthInstallation ToInstallation() => new()
        {
            Platform = EnumText.Parse<Platform>(Platform),
            Scopes = Scopes,
            InstalledAt = InstalledAt,
            WebhookRegistered = WebhookRegistered,
            WebhookUrl = WebhookUrl,
            WebhookError = WebhookError,
        };
    }
}
