using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Hivemind.Application.Common;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hivemind.Api.OpenApi;

/// <summary>Says of each member whether it is always there, in an answer or in a body, and whether it can be null.</summary>
internal sealed class Members : IOpenApiSchemaTransformer, IOpenApiDocumentTransformer
{
    private readonly ConcurrentDictionary<string, JsonTypeInfo> _types = [];

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Kind is JsonTypeInfoKind.Object && Shapes.NameOf(context.JsonTypeInfo) is { } name)
            _types[name] = context.JsonTypeInfo;

        return Task.CompletedTask;
    }

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var bodies = Bodies(document);
        var replayed = Replayed(document);
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (schema is not OpenApiSchema shape)
                continue;

            if (shape.Enum?.Count > 0)
            {
                shape.Enum = [.. shape.Enum.Where(value => value?.GetValueKind() is JsonValueKind.String)];
                shape.Type = JsonSchemaType.String; // whether null is possible is a matter of the member
            }

            if (!_types.TryGetValue(name, out var type))
                continue;

            var always = type.Properties.Where(bodies.Contains(name) ? IsAskedFor : IsWritten).Select(property => property.Name);
            shape.Required = new SortedSet<string>(always, StringComparer.Ordinal);
            var nullable = type.Properties.Where(property => Shapes.MayBeNull(property) || (replayed.Contains(name) && Shapes.IsShownOnce(property)));
            foreach (var property in nullable)
                AllowNull(shape.Properties, property.Name);
        }

        return Task.CompletedTask;
    }

    private static bool IsWritten(JsonPropertyInfo property) =>
        property.AttributeProvider is not MemberInfo member
        || !(member.IsDefined(typeof(JsonIgnoreAttribute)) || member.IsDefined(typeof(OwnOnlyAttribute)));

    private static bool IsAskedFor(JsonPropertyInfo property) =>
        property.IsRequired || (property.AssociatedParameter is { HasDefaultValue: false } && !Shapes.MayBeNull(property));

    // A reference cannot say that null is possible, so it is wrapped.
    private static void AllowNull(IDictionary<string, IOpenApiSchema>? members, string name)
    {
        if (members is null || !members.TryGetValue(name, out var member))
            return;

        var reference = member as OpenApiSchemaReference ?? member.OneOf?.OfType<OpenApiSchemaReference>().FirstOrDefault();
        if (reference is null && member is OpenApiSchema { Type: { } type } shape)
            shape.Type = type | JsonSchemaType.Null;
        else if (reference is not null)
            members[name] = new OpenApiSchema { Type = JsonSchemaType.Null, AllOf = [reference], Description = (member as OpenApiSchema)?.Description };
    }

    // What an idempotent call answers comes again without its secrets.
    private static HashSet<string> Replayed(OpenApiDocument document) =>
    [
        .. from path in document.Paths.Values
           from operation in path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()
           where operation.Parameters?.Any(parameter => parameter.Name == "Idempotency-Key") == true
           from answer in operation.Responses?.Values ?? Enumerable.Empty<IOpenApiResponse>()
           from content in answer.Content?.Values ?? Enumerable.Empty<OpenApiMediaType>()
           select (content.Schema as OpenApiSchemaReference)?.Reference.Id ?? "",
    ];

    private static HashSet<string> Bodies(OpenApiDocument document)
    {
        var names = new HashSet<string>();
        foreach (var path in document.Paths.Values)
        {
            foreach (var content in path.Operations?.Values.SelectMany(operation => operation.RequestBody?.Content?.Values ?? []) ?? [])
                Collect(content.Schema, names);
        }

        return names;
    }

    private static void Collect(IOpenApiSchema? schema, HashSet<string> names)
    {
        if (schema is null || (schema is OpenApiSchemaReference reference && !names.Add(reference.Reference.Id ?? "")))
            return;

        foreach (var part in (schema.Properties?.Values ?? []).Concat(schema.OneOf ?? []).Append(schema.Items).Append(schema.AdditionalProperties))
            Collect(part, names);
    }
}
