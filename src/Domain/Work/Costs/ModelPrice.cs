using Hivemind.Domain.Common;

namespace Hivemind.Domain.Work.Costs;

/// <summary>What a million tokens of one kind cost from a moment on. It is never changed; a later one takes over from it.</summary>
public sealed record ModelPrice
{
    public const string AnyModel = "*";
    public const int MaxModelLength = 255;
    public const decimal MaxUsdPerMillion = 999_999.999999m;

    public required Guid Id { get; init; }

    /// <summary>Null for a price of the deployment, which serves every organisation without one of its own.</summary>
    public required string? OrgId { get; init; }

    /// <summary>A model's name, a part of one, or <c>*</c> for all.</summary>
    public required string Model { get; init; }

    public required string TokenKind { get; init; }

    public required decimal UsdPerMillion { get; init; }

    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>When the next price of the same model and kind takes over; null while none is known.</summary>
    public DateTimeOffset? EffectiveTo { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Runs of the past keep their prices, so only one that has no effect yet can go, and none of the deployment.</summary>
    public void CheckRemovable(DateTimeOffset now)
    {
        if (OrgId is null)
            throw RuleException.InvalidState("A price of the deployment stays; add one of your own instead.", "deployment");

        if (EffectiveFrom <= now)
            throw RuleException.InvalidState("The price is in effect; add one that follows it instead.", "effective");
    }

    /// <summary>Whether it may have a part in the cost of a run of the model that ended at a time.</summary>
    public bool Concerns(string? model, DateTimeOffset time) => IsValidAt(time) && FitTo(model) is not null;

    private bool IsValidAt(DateTimeOffset time) => EffectiveFrom <= time && (EffectiveTo is null || time < EffectiveTo);

    /// <summary>How well the price fits a model: an exact name best, then the longest part of it, then any; null when it does not.</summary>
    internal int? FitTo(string? model)
    {
        if (string.Equals(Model, model, StringComparison.OrdinalIgnoreCase))
            return int.MaxValue;

        if (Model == AnyModel)
            return 0;

        return model?.Contains(Model, StringComparison.OrdinalIgnoreCase) == true ? Model.Length : null;
    }
}
