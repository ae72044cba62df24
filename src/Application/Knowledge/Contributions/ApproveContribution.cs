using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Safety;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;
using MediatR;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>A reviewer lets a contribution into the commons, as it is or edited. Of several reviewers exactly one succeeds.</summary>
[Access(Audience.Principal, Scope.CommonsReview)]
public sealed record ApproveContribution(Guid ContributionId, ReviewEdit Edit) : ICommand<ApprovedContribution>;

/// <summary>What a reviewer changes; null leaves it as it is, an empty title removes the title.</summary>
public sealed record ReviewEdit(
    string? Title = null, string? Content = null, KnowledgeCategory? Category = null, IReadOnlyList<string>? Tags = null, bool? IsPublic = null)
{
    public static readonly ReviewEdit None = new();

    internal bool TouchesText => Title is not null || Content is not null || Tags is not null;
}

/// <summary>The item that an approval made.</summary>
public sealed record ApprovedContribution(ContributionStatus Status, Guid ItemId);

internal sealed class ApproveContributionValidator : AbstractValidator<ApproveContribution>
{
    public ApproveContributionValidator()
    {
        RuleFor(command => command.Edit.Title).AtMost(KnowledgeTitle.MaxLength).OverridePropertyName("title");
        RuleFor(command => command.Edit.Content).ContentLength().OverridePropertyName("content");
        RuleFor(command => command.Edit.Tags).TagList().OverridePropertyName("tags");
    }
}

internal sealed class ApproveContributionHandler(
    CallContext call, ReviewRight right, IContributionQueries queries, IContributionRepository contributions, KnowledgeAdmission admission,
    KnowledgeVectors vectors, TextSafety safety, TimeProvider time)
    : IRequestHandler<ApproveContribution, ApprovedContribution>
{
    public async Task<ApprovedContribution> Handle(ApproveContribution command, CancellationToken cancellationToken)
    {
        var (read, hasVectors) = await queries.FindPending(call.OrgId, command.ContributionId, cancellationToken)
            ?? throw new NotFoundException("contribution");
        await RequireReviewer(read, cancellationToken);

        var text = command.Edit.TouchesText ? Cleaned(read, command.Edit) : null;
        var isRewritten = text is not null && (text.Content != read.Content || text.Title != read.Title);
        var embedded = isRewritten || !hasVectors
            ? await vectors.Of(text is null ? read.Title : text.Title, text?.Content ?? read.Content, cancellationToken)
            : null;

        var taken = await contributions.Take(call.OrgId, command.ContributionId, cancellationToken)
            ?? throw new NotFoundException("contribution");
        var now = time.Now();
        var item = new NewKnowledgeItem
        {
            Id = Guid.CreateVersion7(now),
            Source = taken.Edited(text, command.Edit.Category),
            OriginalHash = taken.ContentHash,
            IsPublic = command.Edit.IsPublic ?? false,
            ApprovedBy = call.Caller.ActorId,
            EditedBy = isRewritten ? call.Caller.ActorId : null,
            ApprovedAt = now,
        };

        return await admission.Admit(item, embedded, cancellationToken) is { } existing
            ? throw RuleException.Duplicate("The organisation already has this text.", existing, "existing_item_id")
            : new ApprovedContribution(ContributionStatus.Approved, item.Id);
    }

    private async Task RequireReviewer(PendingContribution contribution, CancellationToken cancellationToken)
    {
        await right.Require(contribution.Category, cancellationToken);

        var reviewer = call.Caller.ActorId;
        var (isWanted, madeTheKey) = await queries.SecondReviewer(call.OrgId, contribution.SourceAgentId, reviewer, cancellationToken);
        if (isWanted)
            contribution.RequireSecondReviewer(reviewer, madeTheKey);
    }

    private SafeText Cleaned(PendingContribution contribution, ReviewEdit edit)
    {
        safety.RefuseOrders(edit.Title, edit.Content ?? "", edit.Tags);
        return safety.Clean(edit.Title ?? contribution.Title, edit.Content ?? contribution.Content, edit.Tags ?? contribution.Tags);
    }
}
