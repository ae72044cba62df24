using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Application.Live;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.Knowledge.Items;

/// <summary>Shows an item of the own organisation to everybody, or to the organisation alone. Doing it again changes nothing.</summary>
[Access(Audience.Principal, Scope.CommonsReview)]
public sealed record SetKnowledgeVisibility(Guid ItemId, bool IsPublic) : ICommand<KnowledgeVisibility>;

/// <summary>Who sees the item now.</summary>
public sealed record KnowledgeVisibility(Guid ItemId, bool IsPublic);

internal sealed class SetKnowledgeVisibilityHandler(
    IKnowledgeItemRepository items, CallContext call, IAccessReader access, ILiveLog live, IWebhookOutbox webhooks, IAuditLog audit, TimeProvider time)
    : IRequestHandler<SetKnowledgeVisibility, KnowledgeVisibility>
{
    public async Task<KnowledgeVisibility> Handle(SetKnowledgeVisibility command, CancellationToken cancellationToken)
    {
        var rights = await access.For(call.Caller, cancellationToken);
        var stored = await items.Find(command.ItemId, call.OrgId, cancellationToken) ?? throw new NotFoundException("item");
        if (!rights.May(KnowledgeRight.Review, stored.OrgId, stored.Category, stored.Id))
            throw RuleException.Forbidden("The policies of the organisation do not let this agent publish the item.");

        var shown = stored.Show(command.IsPublic);
        if (!ReferenceEquals(shown, stored))
        {
            await items.SaveVisibility(shown, cancellationToken);
            await live.Append(new LiveMessage(shown.OrgId, shown.IsPublic, Topic.Knowledge, shown.IsPublic ? "public" : "private",
                new KnowledgeNews(shown.Id, shown.IsPublic, shown.OrgId, shown.Category, Text.Cut(shown.ShownTitle, KnowledgeTitle.DerivedLength))), cancellationToken);
            await webhooks.Add(shown.OrgId, "knowledge.published", new KnowledgeWebhook(
                "knowledge.published", shown.Id, shown.ContributionId, shown.OrgId, shown.Category, shown.IsPublic, time.Now()), cancellationToken);
            await audit.Write(shown.IsPublic ? "knowledge.published" : "knowledge.unpublished", "knowledge", shown.Id.ToString(), new { shown.Category }, cancellationToken);
        }

        return new(shown.Id, shown.IsPublic);
    }
}
