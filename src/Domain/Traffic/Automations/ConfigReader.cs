using System.Text.Json;
using Hivemind.Domain.Common;

namespace Hivemind.Domain.Traffic.Automations;

/// <summary>Reads the configuration of an action member by member and remembers the first thing that is wrong with it.</summary>
internal sealed class ConfigReader(JsonElement config)
{
    public string? Fault { get; private set; } = config.ValueKind is JsonValueKind.Object ? null : "config is an object.";

    public string? Text(string name, int max, bool isRequired = false)
    {
        var value = Find(name);
        var text = JsonPath.Text(value);
        if (value is null)
            Check(!isRequired, $"{name} is missing.");
        else
            Check(text is not null && Domain.Common.Text.Length(text) <= max && (!isRequired || text.Length > 0), $"{name} is a text of at most {max} characters.");

        return text;
    }

    public int Number(string name, int least, int most, int otherwise)
    {
        if (Find(name) is not { } value)
            return otherwise;

        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;

        Check(false, $"{name} is {least} to {most}.");
        return otherwise;
    }

    public bool Flag(string name, bool otherwise)
    {
        if (Find(name) is not { } value)
            return otherwise;

        Check(value.ValueKind is JsonValueKind.True or JsonValueKind.False, $"{name} is true or false.");
        return value.ValueKind is JsonValueKind.True;
    }

    public Guid? Id(string name)
    {
        if (Find(name) is not { } value)
            return null;

        if (value.ValueKind is JsonValueKind.String && value.TryGetGuid(out var id))
            return id;

        Check(false, $"{name} is a UUID.");
        return null;
    }

    public T? Choice<T>(string name) where T : struct, Enum
    {
        if (Find(name) is not { } value)
            return null;

        if (EnumText.TryParse<T>(JsonPath.Text(value), out var choice))
            return choice;

        Check(false, $"{name} is one of {string.Join(", ", EnumText.All<T>())}.");
        return null;
    }

    public JsonElement? Json(string name) => Find(name);

    public void Check(bool isSo, string fault)
    {
        if (!isSo)
            Fault ??= fault;
    }

    private JsonElement? Find(string name) =>
        config.ValueKind is JsonValueKind.Object && config.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
