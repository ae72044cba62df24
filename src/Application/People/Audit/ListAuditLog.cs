using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.People.Audit;

/// <summary>Who changed what in the organisation, newest first.</summary>
[Access(Audience.Admin, Scope.PeopleRead)]
public sealed record ListAuditLog(
    string? Actor, string? Action, string? TargetType, string? TargetId, DateTimeOffset? Since, DateTimeOffset? Until, int Limit, string? Cursor)
    : IQuery<CursorList<AuditEntry>>;

/// <summary>One recorded change. Details never hold secrets or knowledge text.</summary>
public sealed record AuditEntry(
    Guid Id, string OrgId, string Actor, string Action, string TargetType, string TargetId, JsonElement? Details, string? Ip, DateTimeOffset CreatedAt);

/// <summary>Read model of the audit log.</summary>
public interface IAuditQueries
{
    /// <summary>Up to one entry more than the limit, after the cursor.</summary>
    Task<IReadOnlyList<AuditEntry>> List(string orgId, ListAuditLog query, Cursor? after, CancellationToken cancellationToken);
}

internal sealed class ListAuditLogHandler(IAuditQueries audit, CallContext call) : IRequestHandler<ListAuditLog, CursorList<AuditEntry>>
{
    public async Task<CursorList<AuditEntry>> Handle(ListAuditLog query, CancellationToken cancellationToken)
    {
        if (query.Limit is < 1 or > OffsetPage.MaxLimit)
            throw new ValidationFailedException("limit", $"1 to {OffsetPage.MaxLimit}.");

        object?[] selection = ["audit", call.OrgId, query.Actor, query.Action, query.TargetType, query.TargetId, query.Since, query.Until];
        var entries = await audit.List(call.OrgId, query, Cursor.Decode(query.Cursor, selection), cancellationToken);
        if (entries.Count <= query.Limit)
            return new(entries, null);

        var last = entries[query.Limit - 1];
        return new([.. entries.Take(query.Limit)], new Cursor(last.CreatedAt, last.Id).Encode(selection));
    }
}
