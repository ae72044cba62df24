using Hivemind.Domain.Common;

namespace Hivemind.Domain.People;

/// <summary>The name under which an organisation is known everywhere.</summary>
public static class OrganisationId
{
    /// <summary>Where the first user of a deployment belongs.</summary>
    public const string Default = "default";

    public const int MaxLength = 255;

    public static bool IsValid(string? text) =>
        !string.IsNullOrWhiteSpace(text) && Text.Length(text) <= MaxLength && !text.Any(char.IsControl);
}
