namespace Hivemind.Application.Common;

/// <summary>A query parameter that names several values.</summary>
internal static class CommaList
{
    /// <summary>What stands between the commas, each once; empty for null.</summary>
    public static IReadOnlyList<string> Of(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
