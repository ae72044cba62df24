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
        if (schema.TryGetProperty("$ref", out var reference))
            return Compare(Resolve(reference.GetString() ?? ""), value, where);

        foreach (var union in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(union, out var options))
            {
                var failures = options.EnumerateArray().Select(option => Compare(option, value, where)).ToList();
                return failures.Contains(null) ? null : failures.First(failure => failure is not null && !failure.EndsWith("is not null", StringComparison.Ordinal));
            }
        }

        return WrongType(schema, value, where) ?? value.ValueKind switch
        {
            JsonValueKind.Object => CompareMembers(schema, value, where),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().Select(item => Compare(items, item, $"{where}[]")).FirstOrDefault(failure => failure is not null),
            JsonValueKind.String when schema.TryGetProperty("enum", out var names) =>
                names.EnumerateArray().Any(name => name.ToString() == value.GetString()) ? null : $"{where}: '{value}' is not in the enum",
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

        string[] allowed = type.ValueKind is JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString() ?? "")] : [type.GetString() ?? ""];
        var actual = value.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            var kind => kind.ToString().ToLowerInvariant(),
        };

        return allowed.Contains(actual) || (actual == "number" && allowed.Contains("integer")) ? null : $"{where} is {actual}, the document says {string.Join('|', allowed)}";
    }

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));
}
