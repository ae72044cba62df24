using System.ComponentModel.DataAnnotations;

namespace Hivemind.Application.Traffic.Events;

/// <summary>How long events are kept.</summary>
public sealed class EventOptions : IValidatableObject
{
    private const int Least = 8;

    /// <summary>Days that events are kept after they were recorded, at least 8 so that the figures of a week stay exact; 0 keeps them for ever.</summary>
    [Range(0, 36_500)]
    public int RetentionDays { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RetentionDays is > 0 and < Least)
            yield return new($"Events:RetentionDays must be 0 or at least {Least}.", [nameof(RetentionDays)]);
    }
}
