using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>One contribution, pending or decided, for reviewers and for the agent that contributed it.</summary>
[Access(Audience.Principal)]
public sealed record GetContribution(Guid ContributionId) : IQuery<ContributionView>;

internal sealed class GetContributionHandler(CallContext call, ReviewRight right, ContributionDetails details)
    : IRequestHandler<GetContribution, ContributionView>
{
    public async Task<ContributionView> Handle(GetContribution query, CancellationToken cancellationToken)
    {
        var view = await details.Find(query.ContributionId, cancellationToken);
        return view is not null && await MayRead(view, cancellationToken) ? view : throw new NotFoundException("contribution");
    }

    // Two scopes lead here: a contributor reads its own, a reviewer everything.
    private async Task<bool> MayRead(ContributionView view, CancellationToken cancellationToken)
    {
        bool HasScope(string scope) => call.Caller.Scopes?.Contains(scope) ?? true;

        return (view.SourceAgentId == call.Caller.ActorId && HasScope(Scope.CommonsRead))
            || (HasScope(Scope.CommonsReview) && await right.Has(view.Category, cancellationToken));
    }
}
