using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;
using MediatR;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>A reviewer sorts a contribution before deciding: its category, and whether it looks sensitive.</summary>
[Access(Audience.Principal, Scope.CommonsReview)]
public sealed record UpdateContribution(Guid ContributionId, KnowledgeCategory? Category, bool? IsSensitiveFlagged) : ICommand<ContributionView>;

internal sealed class UpdateContributionHandler(
    CallContext call, ReviewRight right, ContributionDetails details, IContributionRepository contributions, IAuditLog audit)
    : IRequestHandler<UpdateContribution, ContributionView>
{
    public async Task<ContributionView> Handle(UpdateContribution command, CancellationToken cancellationToken)
    {
        var view = await details.Find(command.ContributionId, cancellationToken) ?? throw new NotFoundException("contribution");
        await right.Require(view.Category, cancellationToken);
        await right.Require(command.Category ?? view.Category, cancellationToken);

        if (view.Status is not ContributionStatus.Pending)
            throw RuleException.InvalidState("The contribution is already decided.", EnumText.Of(view.Status));

        call.CheckVersion(view.RowVersion);
        var version = await contributions.Update(
            call.OrgId, view.Id, command.Category, command.IsSensitiveFlagged, call.ExpectedVersion, cancellationToken)
            ?? throw new HivemindException(ErrorCode.PreconditionFailed, "The contribution has changed since it was read.");

        await audit.Write("contribution.updated", "contribution", view.Id.ToString(), new { command.Category, command.IsSensitiveFlagged }, cancellationToken);
        return view with
        {
            Category = command.Category ?? view.Category,
            IsSensitiveFlagged = command.IsSensitiveFlagged ?? view.IsSensitiveFlagged,
            RowVersion = version,
        };
    }
}
