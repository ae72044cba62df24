using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Safety;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge.Contributions;
using MediatR;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>A reviewer keeps a contribution out. Its text is gone after ten minutes; the reason stays for the contributor to learn from.</summary>
[Access(Audience.Principal, Scope.CommonsReview)]
public sealed record RejectContribution(Guid ContributionId, RejectionReason? ReasonCode, string? Reason) : ICommand<ReviewedContribution>;

/// <summary>Where a reviewed contribution stands now.</summary>
public sealed record ReviewedContribution(ContributionStatus Status, Guid ContributionId);

internal sealed class RejectContributionValidator : AbstractValidator<RejectContribution>
{
    public RejectContributionValidator() => RuleFor(command => command.Reason).AtMost(ContributionShape.MaxReason);
}

internal sealed class RejectContributionHandler(
    CallContext call, ReviewRight right, IContributionRepository contributions, ContributionNews news, TextSafety safety, IAuditLog audit,
    TimeProvider time)
    : IRequestHandler<RejectContribution, ReviewedContribution>
{
    public async Task<ReviewedContribution> Handle(RejectContribution command, CancellationToken cancellationToken)
    {
        var reason = command.Reason is null ? null : safety.Brief(command.Reason, ContributionShape.MaxReason);
        var taken = await contributions.Take(call.OrgId, command.ContributionId, cancellationToken)
            ?? throw new NotFoundException("contribution");
        await right.Require(taken.Category, cancellationToken);

        var decision = new ContributionDecision
        {
            Contribution = taken,
            OriginalHash = taken.ContentHash,
            Decision = ContributionStatus.Rejected,
            ReasonCode = command.ReasonCode ?? RejectionReason.Other,
            Reason = reason,
            DecidedBy = call.Caller.ActorId,
            DecidedAt = time.Now(),
        };

        await contributions.Decide(decision, cancellationToken);
        await contributions.DropVectors(taken.Id, cancellationToken);
        await news.Decided(decision, isPublic: false, cancellationToken);
        await audit.Write("contribution.rejected", "contribution", taken.Id.ToString(), new { decision.ReasonCode, taken.Category }, cancellationToken);
        return new(ContributionStatus.Rejected, taken.Id);
    }
}
