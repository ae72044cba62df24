using Hivemind.Application.People;
using Hivemind.Application.Webhooks.Inbound;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks.Inbound;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Webhooks.Inbound;

internal sealed class WebhookSourceRepository(DbSession session) : IWebhookSourceRepository
{
    private const string Insert =
        """
        insert into webhook_sources (id, org_id, name, provider, description, secret, expected_headers, enabled, is_builtin, default_command,
            commands, created_by, created_at, updated_at, row_version)
        values (@Id, @OrgId, @Name, @Provider, @Description, @Secret, @ExpectedHeaders::jsonb, @Enabled, @IsBuiltin, @DefaultCommand,
            @Commands::jsonb, @CreatedBy, @CreatedAt, @UpdatedAt, @RowVersion)
        on conflict (org_id, name) do nothing
        """;

    public async Task<WebhookSource?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<SourceRow>(
            $"select {SourceRow.Columns} from webhook_sources s where org_id = @orgId and id = @id for no key update", new { orgId, id }, cancellationToken);
        return row?.ToSource();
    }

    public async Task Add(WebhookSource source, CancellationToken cancellationToken)
    {
        if (await session.Execute(Insert, SourceRow.Of(source), cancellationToken) == 0)
            throw await Taken(source, cancellationToken);
    }

    public async Task AddBuiltIn(string orgId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var provider in BuiltInSources.Providers)
        {
            var source = new WebhookSource
            {
                Id = WebhookAddress.New(),
                OrgId = orgId,
                Name = EnumText.Of(provider),
                Provider = provider,
                IsBuiltin = true,
                DefaultCommand = BuiltInSources.DefaultCommand,
                CreatedBy = SystemPrincipal.ActorId,
                CreatedAt = now,
                UpdatedAt = now,
            };
            await session.Execute(Insert, SourceRow.Of(source), cancellationToken);
        }
    }

    public async Task<WebhookSource> Save(WebhookSource source, CancellationToken cancellationToken)
    {
        var next = source with { RowVersion = source.RowVersion + 1 };
        var saved = await session.Execute(
            """
            update webhook_sources
            set name = @Name, provider = @Provider, description = @Description, secret = @Secret, expected_headers = @ExpectedHeaders::jsonb,
                enabled = @Enabled, default_command = @DefaultCommand, commands = @Commands::jsonb, updated_at = @UpdatedAt, row_version = @RowVersion
            where id = @Id and not exists (select from webhook_sources where org_id = @OrgId and name = @Name and id <> @Id)
            """, SourceRow.Of(next), cancellationToken);
        return saved == 1 ? next : throw await Taken(next, cancellationToken);
    }

    public Task Remove(Guid id, CancellationToken cancellationToken) =>
        session.Execute("delete from webhook_sources where id = @id", new { id }, cancellationToken);

    private async Task<RuleException> Taken(WebhookSource source, CancellationToken cancellationToken)
    {
        var existing = await session.FindOne<Guid>(
            "select id from webhook_sources where org_id = @OrgId and name = @Name", new { source.OrgId, source.Name }, cancellationToken);
        return RuleException.Duplicate($"There is a source named '{source.Name}' already.", existing);
    }
}
