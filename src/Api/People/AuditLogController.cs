using Hivemind.Application.Common;
using Hivemind.Application.People.Audit;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/audit-log")]
[Tags("audit-log")]
[Produces("application/json")]
public sealed class AuditLogController(IMediator mediator) : ControllerBase
{
    /// <summary>Who changed what in the organisation, newest first.</summary>
    [HttpGet(Name = "list_audit_log")]
    [ProducesResponseType<CursorList<AuditEntry>>(200)]
    public Task<CursorList<AuditEntry>> List(
        CancellationToken cancellationToken, string? actor = null, string? action = null, string? targetType = null, string? targetId = null,
        DateTimeOffset? since = null, DateTimeOffset? until = null, int limit = OffsetPage.DefaultLimit, string? cursor = null) =>
        mediator.Send(new ListAuditLog(actor, action, targetType, targetId, since, until, limit, cursor), cancellationToken);
}
