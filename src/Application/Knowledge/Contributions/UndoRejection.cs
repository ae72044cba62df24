using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge.Contributions;
using MediatR;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>Takes a rejection back within ten minutes: the contribution is in the queue again, with its id and time.</summary>
[Access(Audience.Principal, Scope.CommonsReview)]
public sealed record UndoRejection(Guid ContributionId) : ICommand<ReviewedContribution>;

internal sealed class UndoRejectionHandler(
    CallContext call, ReviewRight right, IContributionQueries queries, IContributionRepository contributions, ContributionNews news,
    IAuditLog audit, TimeProvider time) : IRequestHandler<UndoRejection, ReviewedContribution>
{
    public async Task<ReviewedContribution> Handle(UndoRejection command, CancellationToken cancellationToken)
    {
        var found = await queries.Find(call.OrgId, command.ContributionId, cancellationToken) ?? throw new NotFoundException("contribution");
        await right.Require(found.Category, cancellationToken);

        var since = time.Now() - ContributionDecision.UndoTime;
        var restored = await contributions.Restore(call.OrgId, command.ContributionId, since, cancellationToken)
            ?? throw RuleException.InvalidState("Only a rejection of the last ten minutes can be undone.", EnumText.Of(found.Status));

        await news.Restored(restored, cancellationToken);
        await audit.Write("contribution.restored", "contribution", restored.Id.ToString(), new { restored.Category }, cancellationToken);
        return new(ContributionStatus.Pending, restored.Id);
    }
}
