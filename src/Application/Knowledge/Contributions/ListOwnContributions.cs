using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;
using MediatR;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>The caller's own contributions, newest first, with the decisions to learn from.</summary>
[Access(Audience.Principal, Scope.CommonsRead)]
public sealed record ListOwnContributions(OwnStatus? Status, KnowledgeCategory? Category, int? Limit, string? Cursor) : IQuery<OwnContributionList>
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;
}

/// <summary>Which of the own contributions to list.</summary>
public enum OwnStatus
{
    Pending,
    Approved,
    Rejected,
    All,
}

internal sealed class ListOwnContributionsValidator : AbstractValidator<ListOwnContributions>
{
    public ListOwnContributionsValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, ListOwnContributions.MaxLimit);
}

internal sealed class ListOwnContributionsHandler(CallContext call, IContributionQueries queries)
    : IRequestHandler<ListOwnContributions, OwnContributionList>
{
    public Task<OwnContributionList> Handle(ListOwnContributions query, CancellationToken cancellationToken)
    {
        ContributionStatus? status = query.Status switch
        {
            OwnStatus.Pending => ContributionStatus.Pending,
            OwnStatus.Approved => ContributionStatus.Approved,
            OwnStatus.Rejected => ContributionStatus.Rejected,
            _ => null,
        };
        var page = new OwnPage(
            call.OrgId, call.Caller.ActorId, status, query.Category, query.Limit ?? ListOwnContributions.DefaultLimit, query.Cursor);
        return queries.ListOwn(page, cancellationToken);
    }
}
