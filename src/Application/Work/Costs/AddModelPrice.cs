using System.Text.Json.Serialization;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Work.Costs;
using MediatR;

namespace Hivemind.Application.Work.Costs;

/// <summary>Gives the organisation a price of its own. One that begins in the past changes the computed costs of the runs it concerns.</summary>
/// <param name="Model">A model's name, a part of one, or * for all.</param>
/// <param name="EffectiveFrom">From then on, until the next price of the same model and kind.</param>
[Access(Audience.Admin, Messaging.Scope.WorkWrite)]
public sealed record AddModelPrice(string Model, string TokenKind, [property: JsonRequired] decimal UsdPerMillion, DateTimeOffset EffectiveFrom)
    : ICommand<ModelPriceView>;

internal sealed class AddModelPriceValidator : AbstractValidator<AddModelPrice>
{
    public AddModelPriceValidator()
    {
        RuleFor(command => command.Model).NotNull().Characters(1, ModelPrice.MaxModelLength);
        RuleFor(command => command.TokenKind).NotNull().Characters(1, TokenUse.MaxKindLength);
        RuleFor(command => command.UsdPerMillion).InclusiveBetween(0, ModelPrice.MaxUsdPerMillion).PrecisionScale(12, 6, ignoreTrailingZeros: true);
        RuleFor(command => command.EffectiveFrom).NotEmpty();
    }
}

internal sealed class AddModelPriceHandler(
    IModelPriceRepository prices, ICostRecounts recounts, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<AddModelPrice, ModelPriceView>
{
    public async Task<ModelPriceView> Handle(AddModelPrice command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var price = await prices.Add(new ModelPrice
        {
            Id = Guid.CreateVersion7(now),
            OrgId = call.OrgId,
            Model = command.Model,
            TokenKind = command.TokenKind,
            UsdPerMillion = command.UsdPerMillion,
            EffectiveFrom = command.EffectiveFrom,
            CreatedBy = call.Caller.ActorId,
            CreatedAt = now,
        }, cancellationToken);

        if (price.EffectiveFrom <= now)
            await recounts.Queue(price, cancellationToken);

        await audit.Write(
            "price.added", "price", $"{price.Id}", new { price.Model, price.TokenKind, price.UsdPerMillion, price.EffectiveFrom }, cancellationToken);
        return ModelPriceView.Of(price);
    }
}
