using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Knowledge.Items;

/// <summary>Takes an item of the own organisation away, and with it all items that were made from it.</summary>
[Access(Audience.Principal, Scope.CommonsWrite)]
public sealed record DeleteKnowledgeItem(Guid Id) : ICommand<DeletedKnowledge>;

/// <summary>How many items went: the named one and those made from it.</summary>
public sealed record DeletedKnowledge(int Items);

internal sealed class DeleteKnowledgeItemHandler(IKnowledgeItemRepository items, CallContext call, IAuditLog audit, TimeProvider time)
    : IRequestHandler<DeleteKnowledgeItem, DeletedKnowledge>
{
    public async Task<DeletedKnowledge> Handle(DeleteKnowledgeItem command, CancellationToken cancellationToken)
    {
        var item = await items.Find(command.Id, call.OrgId, cancellationToken) ?? throw new NotFoundException("item");
        item.RequireDeletableBy(call.Caller.ActorId, call.Caller.IsAdmin);
        call.CheckVersion(item.RowVersion);

        var deleted = await items.Delete(item, time.Now(), cancellationToken);
        await audit.Write("knowledge.deleted", "knowledge", item.Id.ToString(), new { item.Category, Items = deleted }, cancellationToken);
        return new(deleted);
    }
}
