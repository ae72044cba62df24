using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hivemind.Domain.Common;

namespace Hivemind.Domain.Traffic.Automations;

/// <summary>
/// Text with placeholders such as <c>{{payload.name}}</c>. What is put in is never read as a template again. An unknown placeholder
/// leaves nothing.
/// </summary>
public static class Template
{
    /// <summary>In characters. What grows beyond is refused.</summary>
    public const int MaxLength = 1_000_000;

    private const string Open = "{{";
    private const string Close = "}}";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Plain text: objects and arrays are written as JSON.</summary>
    public static string Render(string template, TemplateScope scope) => Fill(template, scope, (value, _) => Text(value));

    /// <summary>Part of an address: every value is percent-escaped.</summary>
    public static string RenderUrl(string template, TemplateScope scope) => Fill(template, scope, (value, _) => Uri.EscapeDataString(Text(value)));

    /// <summary>A JSON text: inside quotes values are JSON-escaped, elsewhere they are written as JSON values.</summary>
    public static string RenderJson(string template, TemplateScope scope) => Fill(template, scope, (value, isQuoted) =>
        isQuoted ? JsonSerializer.Serialize(Text(value), Readable)[1..^1]
        : value is { } json ? JsonSerializer.Serialize(json, Readable)
        : "\"\"");

    /// <summary>A JSON value whose text leaves are templates. A leaf that is exactly one placeholder keeps the type of its value.</summary>
    public static JsonElement RenderTree(JsonElement template, TemplateScope scope)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, buffer, template, scope);

        return JsonSerializer.Deserialize<JsonElement>(buffer.WrittenSpan);
    }

    /// <summary>The texts of a JSON value as it appears in plain text.</summary>
    public static string Text(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        { ValueKind: JsonValueKind.String } => JsonPath.Text(value) ?? "",
        { } other => JsonSerializer.Serialize(other, Readable),
    };

    private static string Fill(string template, TemplateScope scope, Func<JsonElement?, bool, string> show)
    {
        var text = new StringBuilder(template.Length);
        var isQuoted = false;

        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf(Open, at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : template.IndexOf(Close, open, StringComparison.Ordinal);
            var literal = template.AsSpan(at, (close < 0 ? template.Length : open) - at);
            text.Append(literal);
            if (close < 0)
                break;

            isQuoted = IsQuotedAfter(literal, isQuoted);
            text.Append(show(scope.Placeholder(template[(open + Open.Length)..close].Trim()), isQuoted));
            CheckLength(text.Length);
            at = close + Close.Length;
        }

        return text.ToString();
    }

    private static bool IsQuotedAfter(ReadOnlySpan<char> literal, bool isQuoted)
    {
        for (var i = 0; i < literal.Length; i++)
        {
            if (literal[i] == '"')
                isQuoted = !isQuoted;
            else if (literal[i] == '\\' && isQuoted)
                i++;
        }

        return isQuoted;
    }

    private static void Write(Utf8JsonWriter writer, ArrayBufferWriter<byte> buffer, JsonElement template, TemplateScope scope)
    {
        CheckLength(buffer.WrittenCount);
        switch (template.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in template.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, buffer, property.Value, scope);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in template.EnumerateArray())
                    Write(writer, buffer, item, scope);

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                WriteLeaf(writer, JsonPath.Text(template) ?? "", scope);
                break;
            default:
                template.WriteTo(writer);
                break;
        }
    }

    private static void WriteLeaf(Utf8JsonWriter writer, string leaf, TemplateScope scope)
    {
        var isOne = leaf.StartsWith(Open, StringComparison.Ordinal) && leaf.IndexOf(Close, StringComparison.Ordinal) == leaf.Length - Close.Length;
        if (isOne && scope.Placeholder(leaf[Open.Length..^Close.Length].Trim()) is { } value)
            value.WriteTo(writer);
        else
            writer.WriteStringValue(Render(leaf, scope));
    }

    private static void CheckLength(int length)
    {
        if (length > MaxLength)
            throw new RuleException(ErrorCode.PayloadTooLarge, $"A rendered template has at most {MaxLength} characters.");
    }
}
