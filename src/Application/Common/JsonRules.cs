using System.Text;
using System.Text.Json;
using FluentValidation;

namespace Hivemind.Application.Common;

/// <summary>Bounds for JSON that is kept as it is given: what is stored must fit into every answer that shows it.</summary>
internal static class JsonRules
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxDepth = 16;

    /// <summary>An object of moderate size and depth; absent passes.</summary>
    public static IRuleBuilderOptions<T, JsonElement?> SmallObject<T>(this IRuleBuilder<T, JsonElement?> rule) =>
        rule.Must(json => json is not { } value || IsSmallObject(value)).WithMessage($"A JSON object of at most {MaxBytes / 1024} KB and {MaxDepth} levels.");

    private static bool IsSmallObject(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object && Encoding.UTF8.GetByteCount(json.GetRawText()) <= MaxBytes && IsFlat(json, MaxDepth);

    private static bool IsFlat(JsonElement json, int levels) => json.ValueKind switch
    {
        JsonValueKind.Object => levels > 0 && json.EnumerateObject().All(member => IsFlat(member.Value, levels - 1)),
        JsonValueKind.Array => levels > 0 && json.EnumerateArray().All(item => IsFlat(item, levels - 1)),
        _ => true,
    };
}
