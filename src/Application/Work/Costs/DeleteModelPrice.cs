using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Work.Costs;

/// <summary>Takes back a price of the organisation that is not in effect yet.</summary>
[Access(Audience.Admin, Scope.WorkWrite)]
public sealed record DeleteModelPrice(Guid Id) : ICommand<Guid>;

internal sealed class DeleteModelPriceHandler(IModelPriceRepository prices, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<DeleteModelPrice, Guid>
{
    public async Task<Guid> Handle(DeleteModelPrice command, CancellationToken cancellationToken)
    {
        var price = await prices.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("price");
        price.CheckRemovable(time.Now());

        await prices.Remove(price.Id, cancellationToken);
        await audit.Write("price.removed", "price", $"{price.Id}", new { price.Model, price.TokenKind, price.EffectiveFrom }, cancellationToken);
        return price.Id;
    }
}
