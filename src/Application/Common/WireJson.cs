using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hivemind.Application.Common;

/// <summary>Marks a family of shapes whose members are camelCase on the wire; every other shape is snake_case.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
public sealed class CamelCaseAttribute : Attribute;

/// <summary>Marks a member that shows a secret once: it is replayed as null.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShownOnceAttribute : Attribute;

/// <summary>Marks a member that is absent where the shape is shown to another organisation.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OwnOnlyAttribute : Attribute;

/// <summary>A shape with members for its own organisation alone.</summary>
public interface IOwned
{
    bool IsOwn { get; }
}

/// <summary>How every shape looks on the wire: requests, answers, live messages and webhooks alike.</summary>
public static class WireJson
{
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options) => Configure(options, new WireEnumConverter());

    /// <summary>The same rules for whoever only describes them: of enums it understands no other converter than the framework's.</summary>
    public static JsonSerializerOptions ConfigureDescription(JsonSerializerOptions options) =>
        Configure(options, new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));

    private static JsonSerializerOptions Configure(JsonSerializerOptions options, JsonConverter enums)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 32;
        options.Converters.Add(enums);
        options.Converters.Add(new WireTextConverter());
        options.Converters.Add(new WireElementConverter());
        options.Converters.Add(new WireTimeConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { UseCamelCase, HideFromOthers } };
        return options;
    }

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static void HideFromOthers(JsonTypeInfo type)
    {
        if (!type.Type.IsAssignableTo(typeof(IOwned)))
            return;

        foreach (var property in type.Properties.Where(property => property.AttributeProvider?.IsDefined(typeof(OwnOnlyAttribute), inherit: true) == true))
            property.ShouldSerialize = (shape, _) => shape is IOwned { IsOwn: true };
    }

    private static void UseCamelCase(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object || !type.Type.IsDefined(typeof(CamelCaseAttribute), inherit: true))
            return;

        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is System.Reflection.MemberInfo member
                && !member.IsDefined(typeof(JsonPropertyNameAttribute), inherit: true))
                property.Name = JsonNamingPolicy.CamelCase.ConvertName(member.Name);
        }
    }
}

/// <summary>Refuses what PostgreSQL cannot store and no client can mean: NUL characters and lone surrogates.</summary>
internal sealed class WireTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String)
            throw new JsonException("A text is expected.");

        return Text(ref reader);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Text(ref reader) ?? "";

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            var text = reader.GetString();
            return text is not null && text.Contains('\0') ? throw new JsonException("A text holds a NUL character.") : text;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text is not valid Unicode.", exception);
        }
    }
}

/// <summary>JSON of any shape is kept and shown as it was given, so what cannot be stored or shown again is refused where it comes in.</summary>
internal sealed class WireElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        return JsonText.IsStorable(value) ? value : throw new JsonException("A text holds a NUL character or is not valid Unicode.");
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
}

/// <summary>Instants are UTC and end in Z.</summary>
internal sealed class WireTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && reader.TryGetDateTimeOffset(out var value)
            ? value.ToUniversalTime()
            : throw new JsonException("An ISO 8601 instant is expected.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
