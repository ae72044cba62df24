using Hivemind.Domain.Common;

namespace Hivemind.Application.Common;

/// <summary>A query parameter that names several values.</summary>
internal static class CommaList
{
    /// <summary>What stands between the commas, each once; empty for null.</summary>
    public static IReadOnlyList<string> Of(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>The values between the commas; refuses a word that is none.</summary>
    public static IReadOnlyList<T> Enums<T>(string? text, string field) where T : struct, Enum =>
        [.. Of(text).Select(part => EnumText.TryParse<T>(part, out var value)
            ? value
            : throw new ValidationFailedException(field, $"'{part}' is none of {string.Join(", ", EnumText.All<T>())}."))];
}
