using Hivemind.Application.Common;
using Hivemind.Application.People.Keys;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.People.Keys;

internal sealed class ApiKeyQueries(NpgsqlDataSource database, TimeProvider time) : IApiKeyQueries
{
    private const string Filter =
        $"""
        org_id = @orgId and (@agentId::text is null or agent_id = @agentId) and (@Status::text is null or {ApiKeySql.Status} = @Status)
        """;

    public Task<ApiKeyView?> Find(string orgId, Guid id, CancellationToken cancellationToken) =>
        database.FindOne<ApiKeyView>(
            $"""
            select {ApiKeySql.Columns}
            from api_keys
            where id = @id and org_id = @orgId
            """, new { id, orgId, Now = time.Now() }, cancellationToken);

    public async Task<OffsetList<ApiKeyView>> List(
        string orgId, string? agentId, ApiKeyStatus? status, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            orgId,
            agentId,
            Status = status is { } one ? EnumText.Of(one) : null,
            Now = time.Now(),
            AfterTime = page.After?.Time,
            AfterId = page.After?.Id,
            page.Take,
            page.Offset,
        };

        var rows = await database.List<ApiKeyView>(
            $"""
            select {ApiKeySql.Columns}
            from api_keys
            where {Filter} and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId::uuid))
            order by created_at desc, id desc
            limit @Take offset @Offset
            """, parameters, cancellationToken);

        var total = await database.FindOne<long>($"select count(*) from api_keys where {Filter}", parameters, cancellationToken);
        return page.List(rows, total, row => new Cursor(row.CreatedAt, row.Id));
    }
}
