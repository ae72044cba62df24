using System.Text.Json.Nodes;
using Hivemind.Domain.Common;
using Microsoft.OpenApi;

namespace Hivemind.Api.OpenApi;

/// <summary>The shape of every refusal.</summary>
internal static class ProblemShape
{
    public static OpenApiSchema Create(OpenApiSchemaReference code)
    {
        static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457 problem details with a stable code.",
            Required = new HashSet<string> { "type", "title", "status", "detail", "instance", "code", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("A URI that identifies the kind of problem."),
                ["title"] = Text("The kind of problem in words."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." },
                ["detail"] = Text("What happened this time; for people, may change."),
                ["instance"] = Text("The path of the request."),
                ["code"] = code,
                ["traceId"] = Text("Leads to the logs of this request."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "For VALIDATION_ERROR: messages by field.",
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                },
            },
            AdditionalProperties = new OpenApiSchema { Description = "What this refusal adds, such as existing_id." },
        };
    }

    /// <summary>Every code that a refusal can carry.</summary>
    public static OpenApiSchema Codes() => new()
    {
        Type = JsonSchemaType.String,
        Description = "The stable code, for programs. A later version may add more.",
        Enum =
        [
            .. typeof(ErrorCode).GetFields()
                .Select(field => field.GetRawConstantValue() as string)
                .OfType<string>()
                .Order(StringComparer.Ordinal)
                .Select(code => JsonValue.Create(code)),
        ],
    };
}
