using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Application.People.Organisations;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Hivemind.Infrastructure.People.Organisations;

internal sealed class OrganisationQueries(NpgsqlDataSource database, IOptions<ContributionLimitOptions> limits) : IOrganisationQueries
{
    public async Task<OrganisationView?> Find(string orgId, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<OrganisationRow>(
            $"""
            select {OrganisationRow.Columns}
            from organisations
            where id = @orgId
            """, new { orgId }, cancellationToken);

        return row?.View(limits.Value);
    }
}

/// <summary>A stored organisation. Its settings hold only what was decided; the rest are defaults.</summary>
internal sealed record OrganisationRow(string Id, string Name, string Settings, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int RowVersion)
{
    public const string Columns = "id, name, settings::text as settings, created_at, updated_at, row_version";

    public OrganisationView View(ContributionLimitOptions limits)
    {
        var decided = JsonSerializer.Deserialize<OrganisationSettingsChanges>(Settings, WireJson.Options) ?? new(null, null, null, null);
        return new OrganisationView(Id, Name, OrganisationSettings.Of(decided, limits), CreatedAt, UpdatedAt, RowVersion);
    }
}
