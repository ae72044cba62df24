using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hivemind.Api.Knowledge.Contributions;

/// <summary>Knowledge on its way into the commons.</summary>
[ApiController]
[Route("api/v1/contributions")]
[Tags("contributions")]
[Produces("application/json")]
public sealed class ContributionsController(IMediator mediator) : ControllerBase
{
    /// <summary>The review queue of the organisation, newest first. The content is cut to 500 characters.</summary>
    [HttpGet(Name = "list_pending_contributions")]
    [ProducesResponseType<OffsetList<PendingSummary>>(200)]
    public Task<OffsetList<PendingSummary>> List(
        int? limit, int? offset, KnowledgeCategory? category, string? cursor, CancellationToken cancellationToken) =>
        mediator.Send(new ListPendingContributions(category, limit, offset, cursor), cancellationToken);

    /// <summary>Offers a piece of knowledge. Secrets and personal data are taken out before it is stored.</summary>
    [HttpPost(Name = "create_contribution")]
    [Idempotent]
    [ProducesResponseType<ContributionResult>(201)]
    [ProducesResponseType<ContributionResult>(200)]
    [Refuses(422)]
    public async Task<ObjectResult> Create(ContributionInput input, CancellationToken cancellationToken) =>
        Created(await mediator.Send(new CreateContribution(input), cancellationToken));

    /// <summary>The caller's own contributions, newest first, with what was decided and why.</summary>
    [HttpGet("mine", Name = "list_own_contributions")]
    [ProducesResponseType<OwnContributionList>(200)]
    public Task<OwnContributionList> ListOwn(
        OwnStatus? status, KnowledgeCategory? category, int? limit, string? cursor, CancellationToken cancellationToken) =>
        mediator.Send(new ListOwnContributions(status, category, limit, cursor), cancellationToken);

    /// <summary>One contribution, pending or decided, with what is similar to it.</summary>
    [HttpGet("{id:guid}", Name = "get_contribution")]
    [ProducesResponseType<ContributionView>(200)]
    public Task<ContributionView> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetContribution(id), cancellationToken);

    /// <summary>Sorts a contribution before it is decided: its category, and whether it looks sensitive.</summary>
    [HttpPatch("{id:guid}", Name = "update_contribution")]
    [ProducesResponseType<ContributionView>(200)]
    [Refuses(409)]
    public Task<ContributionView> Update(Guid id, ContributionChange change, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateContribution(id, change.Category, change.IsSensitiveFlagged), cancellationToken);

    /// <summary>Lets a contribution into the commons, as it is or edited. Of several reviewers exactly one succeeds.</summary>
    [HttpPost("{id:guid}/approve", Name = "approve_contribution")]
    [ProducesResponseType<ApprovedContribution>(200)]
    [Refuses(409, 422, 502)]
    public Task<ApprovedContribution> Approve(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ReviewEdit? edit, CancellationToken cancellationToken) =>
        mediator.Send(new ApproveContribution(id, edit ?? ReviewEdit.None), cancellationToken);

    /// <summary>Keeps a contribution out of the commons. Its text is removed for good after ten minutes.</summary>
    [HttpPost("{id:guid}/reject", Name = "reject_contribution")]
    [ProducesResponseType<ReviewedContribution>(200)]
    public Task<ReviewedContribution> Reject(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] Rejection? rejection, CancellationToken cancellationToken) =>
        mediator.Send(new RejectContribution(id, rejection?.ReasonCode, rejection?.Reason), cancellationToken);

    /// <summary>Takes a rejection of the last ten minutes back: the contribution awaits review again.</summary>
    [HttpPost("{id:guid}/undo", Name = "undo_rejection")]
    [ProducesResponseType<ReviewedContribution>(200)]
    [Refuses(409)]
    public Task<ReviewedContribution> Undo(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new UndoRejection(id), cancellationToken);

    private static ObjectResult Created(ContributionResult result) =>
        new(result) { StatusCode = result.Status is ContributionOutcome.DuplicateDetected ? StatusCodes.Status200OK : StatusCodes.Status201Created };
}

/// <summary>What to change of a pending contribution; what is left out stays.</summary>
public sealed record ContributionChange(KnowledgeCategory? Category, bool? IsSensitiveFlagged);

/// <summary>Why a contribution is rejected; the contributor reads it.</summary>
public sealed record Rejection(RejectionReason? ReasonCode, string? Reason);
