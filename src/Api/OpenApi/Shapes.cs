using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hivemind.Application.Common;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hivemind.Api.OpenApi;

/// <summary>Makes schemas say what the wire does, where the converters of the wire hide it from the framework.</summary>
internal static class Shapes
{
    public static string? NameOf(JsonTypeInfo type) =>
        (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(JsonElement) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    public static Task Clean(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo;
        if (Plain(type.Type) is { } plain)
        {
            schema.Type = plain.Type;
            schema.Format = plain.Format ?? schema.Format;
            schema.Pattern = null;
        }

        if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { IsEnum: false } element } && Plain(element) is { } item && schema.Items is null or OpenApiSchema { Type: null })
            schema.Items = new OpenApiSchema { Type = item.Type, Format = item.Format };

        if (type.Kind is JsonTypeInfoKind.Enumerable)
            schema.Items ??= new OpenApiSchema(); // items of any shape; without it the document would not be one

        if (context.JsonPropertyInfo is { } property && schema.Type is { } known)
            schema.Type = MayBeNull(property) ? known | JsonSchemaType.Null : known & ~JsonSchemaType.Null;

        return Task.CompletedTask;
    }

    /// <summary>Whether a member can be null on the wire. A secret is only in what an idempotent call repeats: see <see cref="Members"/>.</summary>
    public static bool MayBeNull(JsonPropertyInfo property) =>
        !IsShownOnce(property)
        && (Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsGetNullable));

    public static bool IsShownOnce(JsonPropertyInfo property) =>
        (property.AttributeProvider as MemberInfo)?.IsDefined(typeof(ShownOnceAttribute)) == true;

    private static (JsonSchemaType Type, string? Format)? Plain(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type == typeof(string) ? (JsonSchemaType.String, null)
            : type == typeof(DateTimeOffset) ? (JsonSchemaType.String, "date-time")
            : type == typeof(Guid) ? (JsonSchemaType.String, "uuid")
            : type == typeof(int) ? (JsonSchemaType.Integer, "int32")
            : type == typeof(long) ? (JsonSchemaType.Integer, "int64")
            : type == typeof(double) ? (JsonSchemaType.Number, "double")
            : type.IsEnum ? (JsonSchemaType.String, null)
            : null;
    }
}
