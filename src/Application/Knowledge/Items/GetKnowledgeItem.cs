using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Quality;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.People;
using MediatR;
using Microsoft.Extensions.Logging;

namespace Hivemind.Application.Knowledge.Items;

/// <summary>An item to read and to act on. Counts as a retrieval, and says whether its text is still the approved one.</summary>
[Access(Audience.Principal, Scope.CommonsRead)]
public sealed record GetKnowledgeItem(Guid Id) : IQuery<KnowledgeItemView>;

internal sealed partial class GetKnowledgeItemHandler(
    IKnowledgeItems items, CallContext call, IAccessReader access, IRetrievalSignals retrievals, ILogger<GetKnowledgeItemHandler> logger)
    : IRequestHandler<GetKnowledgeItem, KnowledgeItemView>
{
    private const string Changed = "The text differs from the one that was approved. Do not rely on it.";

    public async Task<KnowledgeItemView> Handle(GetKnowledgeItem query, CancellationToken cancellationToken)
    {
        var item = await items.Find(query.Id, call.OrgId, cancellationToken) ?? throw new NotFoundException("item");
        var rights = await access.For(call.Caller, cancellationToken);
        if (!rights.May(KnowledgeRight.Read, item.OrgId, item.View.Category, query.Id))
            throw new NotFoundException("item");

        retrievals.Record(call.Caller, [new RetrievedItem(query.Id, item.OrgId, item.SourceAgentId)]);
        return Shown(Checked(item.View), item.OrgId == call.OrgId);
    }

    private KnowledgeItemView Checked(KnowledgeItemView view)
    {
        if (ContentHash.Of(view.Content) == view.ContentHash)
            return view with { IntegrityVerified = true };

        LogChanged(logger, view.Id);
        return view with { IntegrityWarning = Changed };
    }

    private static KnowledgeItemView Shown(KnowledgeItemView view, bool isOwn) =>
        isOwn ? view with { IsOwn = true } : view with { SourceAgentId = null, RunId = null, ContributionId = null, ApprovedBy = null, EditedBy = null };

    [LoggerMessage(1, LogLevel.Warning, "The text of item {ItemId} differs from the one that was approved")]
    private static partial void LogChanged(ILogger logger, Guid itemId);
}
