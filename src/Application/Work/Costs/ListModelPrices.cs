using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Costs;
using MediatR;

namespace Hivemind.Application.Work.Costs;

/// <summary>The prices of the organisation and those of the deployment, newest first.</summary>
[Access(Audience.Principal, Messaging.Scope.WorkRead)]
public sealed record ListModelPrices(string? Model, int Limit, int? Offset, string? Cursor) : IQuery<OffsetList<ModelPriceView>>;

internal sealed class ListModelPricesValidator : AbstractValidator<ListModelPrices>
{
    public ListModelPricesValidator() => RuleFor(query => query.Model).Length(1, ModelPrice.MaxModelLength);
}

internal sealed class ListModelPricesHandler(IModelPriceQueries prices, CallContext call) : IRequestHandler<ListModelPrices, OffsetList<ModelPriceView>>
{
    public Task<OffsetList<ModelPriceView>> Handle(ListModelPrices query, CancellationToken cancellationToken) => prices.List(
        call.OrgId, query.Model, OffsetPage.Of(query.Limit, query.Offset, query.Cursor, "model_prices", call.OrgId, query.Model), cancellationToken);
}
