using System.Text.Json;

namespace Hivemind.FunctionalTests.Contract;

/// <summary>Compares an answer with its schema: no member that the document lacks, none missing that it requires, no other type.</summary>
internal sealed class ShapeCheck(JsonElement root)
{
    public void Check(JsonElement schema, JsonElement value, string where)
    {
        var failure = Compare(schema, value, where);
        Assert.That(failure, Is.Null);
    }

    private string? Compare(JsonElement schema, JsonElement value, string where)
    {
        if (value.ValueKind is JsonValueKind.Null && schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean())
            return null;

        if (schema.TryGetProperty("$ref", out var reference))
            return Compare(Resolve(reference.GetString() ?? ""), value, where);

        if (schema.TryGetProperty("allOf", out var parts))
            return parts.EnumerateArray().Select(part => Compare(part, value, where)).FirstOrDefault(failure => failure is not null);

        return WrongType(schema, value, where) ?? value.ValueKind switch
        {
            JsonValueKind.Object => CompareMembers(schema, value, where),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().Select(item => Compare(items, item, $"{where}[]")).FirstOrDefault(failure => failure is not null),
            JsonValueKind.String when schema.TryGetProperty("enum", out var names) =>
                names.EnumerateArray().Any(name => name.ToString() == value.GetString()) ? null : $"{where}: '{value}' is not in the enum",
            JsonValueKind.String when schema.TryGetProperty("format", out var format) =>
                format.GetString() switch { "uuid" => value.TryGetGuid(out _), "date-time" => value.TryGetDateTimeOffset(out _), _ => true }
                    ? null
                    : $"{where}: '{value}' is not a {format}",
            _ => null,
        };
    }

    private string? CompareMembers(JsonElement schema, JsonElement value, string where)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        var rest = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;

        foreach (var member in value.EnumerateObject())
        {
            string? failure;
            if (known.ValueKind is JsonValueKind.Object && known.TryGetProperty(member.Name, out var shape))
                failure = Compare(shape, member.Value, $"{where}.{member.Name}");
            else if (rest.ValueKind is JsonValueKind.Object)
                failure = Compare(rest, member.Value, $"{where}.{member.Name}");
            else
                failure = known.ValueKind is not JsonValueKind.Object || IsProblem(known) || rest.ValueKind is JsonValueKind.True
                    ? null
                    : $"{where}.{member.Name} is not in the document";

            if (failure is not null)
                return failure;
        }

        return schema.TryGetProperty("required", out var required)
            ? required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString() ?? "", out _)).Select(name => $"{where}.{name} is missing").FirstOrDefault()
            : null;
    }

    // A problem carries members of its refusal, such as existing_id.
    private static bool IsProblem(JsonElement properties) => properties.TryGetProperty("traceId", out _);

    private static string? WrongType(JsonElement schema, JsonElement value, string where)
    {
        if (!schema.TryGetProperty("type", out var type))
            return null;

        var allowed = type.GetString();
        var actual = value.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            var kind => kind.ToString().ToLowerInvariant(),
        };

        return allowed == actual || (actual == "number" && allowed == "integer" && value.TryGetInt64(out _)) ? null : $"{where} is {actual}, the document says {allowed}";
    }

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));
}
