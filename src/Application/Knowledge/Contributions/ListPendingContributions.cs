using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Knowledge;
using MediatR;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>The review queue of the organisation, newest first, without what the caller may not review.</summary>
[Access(Audience.Principal, Scope.CommonsReview)]
public sealed record ListPendingContributions(KnowledgeCategory? Category, int? Limit, int? Offset, string? Cursor) : IQuery<OffsetList<PendingSummary>>
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
}

internal sealed class ListPendingContributionsValidator : AbstractValidator<ListPendingContributions>
{
    public ListPendingContributionsValidator()
    {
        RuleFor(query => query.Limit).InclusiveBetween(1, ListPendingContributions.MaxLimit);
        RuleFor(query => query.Offset).GreaterThanOrEqualTo(0);
        RuleFor(query => query.Cursor).Null().When(query => query.Offset is not null).WithMessage("Not together with offset.");
    }
}

internal sealed class ListPendingContributionsHandler(CallContext call, ReviewRight right, IContributionQueries queries)
    : IRequestHandler<ListPendingContributions, OffsetList<PendingSummary>>
{
    public async Task<OffsetList<PendingSummary>> Handle(ListPendingContributions query, CancellationToken cancellationToken)
    {
        var page = new PendingPage(
            call.OrgId, query.Category, query.Limit ?? ListPendingContributions.DefaultLimit, query.Offset ?? 0, query.Cursor);

        return await queries.List(page, await right.Filter(cancellationToken), cancellationToken);
    }
}
