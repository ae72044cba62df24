using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Events;

/// <summary>What selects events. Channel, event type and content type are comma lists.</summary>
/// <param name="Since">Received then or later.</param>
/// <param name="Until">Received before.</param>
[CamelCase]
public sealed record EventFilter(
    string? Channel, string? EventType, string? ContentType, Guid? InstanceId, Guid? PersonId, EventDirection? Direction,
    EventStatus? Status, DateTimeOffset? Since, DateTimeOffset? Until)
{
    internal static readonly EventFilter None = new(null, null, null, null, null, null, null, null, null);

    /// <summary>Contained, in any case, in text, transcription or image description.</summary>
    public string? Search { get; init; }

    public static IReadOnlyList<string>? Words(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : null;

    /// <summary>Refuses content types that do not exist.</summary>
    internal EventFilter Checked() =>
        Words(ContentType)?.All(word => EnumText.TryParse<ContentType>(word, out _)) is false
            ? throw new ValidationFailedException("contentType", $"Some of: {string.Join(", ", EnumText.All<ContentType>())}.")
            : this;
}
