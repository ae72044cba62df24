using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hivemind.Client;

/// <summary>How values are written: what is not set is not sent.</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A value as part of an address.</summary>
    public static string Path(object? value) => Uri.EscapeDataString(value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        Enum name => JsonSerializer.Serialize(name, name.GetType(), Json).Trim('"'),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    });
}
