using Hivemind.Domain.Work.Costs;

namespace Hivemind.Application.Work.Costs;

/// <summary>What a million tokens of one kind cost, and from when to when.</summary>
/// <param name="OrgId">Null for a price of the deployment.</param>
/// <param name="Model">A model's name, a part of one, or * for all.</param>
/// <param name="EffectiveTo">When the next price of the same model and kind takes over; null while none is known.</param>
public sealed record ModelPriceView(
    Guid Id, string? OrgId, string Model, string TokenKind, decimal UsdPerMillion, DateTimeOffset EffectiveFrom, DateTimeOffset? EffectiveTo,
    string CreatedBy, DateTimeOffset CreatedAt)
{
    public static ModelPriceView Of(ModelPrice price) =>
        new(price.Id, price.OrgId, price.Model, price.TokenKind, price.UsdPerMillion, price.EffectiveFrom, price.EffectiveTo, price.CreatedBy, price.CreatedAt);
}
