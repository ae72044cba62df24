using System.Globalization;
using Hivemind.Api.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hivemind.Api.OpenApi;

/// <summary>Names the refusals that an action can give beyond those that every route may give.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RefusesAttribute(params int[] statuses) : Attribute
{
    public IReadOnlyList<int> Statuses { get; } = statuses;
}

/// <summary>Adds to every operation its errors, its credentials and the headers of the mechanisms it takes part in.</summary>
internal sealed class CommonAnswers : IOpenApiOperationTransformer
{
    private static readonly Dictionary<int, string> Titles = new()
    {
        [400] = "The request is not valid",
        [401] = "No valid credential",
        [403] = "Not allowed in the own organisation",
        [404] = "Unknown, deleted, or another organisation's",
        [408] = "Took longer than 30 s",
        [409] = "Clashes with what is stored",
        [412] = "Changed since it was read",
        [413] = "Body over 10 MB",
        [415] = "Not JSON",
        [422] = "The content is refused",
        [429] = "A limit is used up; see Retry-After",
        [500] = "A defect of the server",
        [502] = "An outside service failed",
        [503] = "The database is not reachable",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isPublic = metadata.OfType<IAllowAnonymous>().Any();
        var method = context.Description.HttpMethod;
        operation.Responses ??= [];
        (operation.Responses.GetValueOrDefault("204") as OpenApiResponse)?.Content?.Clear();

        List<int> statuses = [400, 404, 408, 413, 429, 500, 503];
        if (!isPublic)
        {
            statuses.AddRange([401, 403]);
            operation.Security =
            [
                Requirement("bearer", context), Requirement("api_key", context), Requirement("cookie", context),
            ];
        }

        if (method is "PUT" or "PATCH" or "DELETE")
            statuses.Add(412);

        if (method is "POST" or "PUT" or "PATCH")
            statuses.Add(415);

        var isIdempotent = metadata.OfType<IdempotentAttribute>().Any();
        if (isIdempotent)
            statuses.Add(409);

        statuses.AddRange(metadata.OfType<RefusesAttribute>().SelectMany(refuses => refuses.Statuses));

        foreach (var status in statuses.Distinct().Order())
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), Answer(status, context));

        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => IsAskedFor(parameter, context)))
            parameter.Required = true;

        if (isIdempotent)
            operation.Parameters.Add(Header("Idempotency-Key", "1 to 255 visible ASCII characters: the same key and body give the same answer for 24 hours."));

        if (method is "PUT" or "PATCH" or "DELETE" && context.Description.ActionDescriptor is ControllerActionDescriptor)
            operation.Parameters.Add(Header("If-Match", "The ETag that was read; answers 412 when the resource has changed since."));

        return Task.CompletedTask;
    }

    // A text without a question mark is insisted on, which the framework forgets to say.
    private static bool IsAskedFor(OpenApiParameter parameter, OpenApiOperationTransformerContext context) =>
        context.Description.ParameterDescriptions.FirstOrDefault(one => one.Name == parameter.Name) is { ModelMetadata.IsRequired: true } found
        && found.ParameterDescriptor is ControllerParameterDescriptor { ParameterInfo.HasDefaultValue: false };

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiOperationTransformerContext context) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };

    private static OpenApiResponse Answer(int status, OpenApiOperationTransformerContext context) => new()
    {
        Description = Titles[status],
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", context.Document) },
        },
    };

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
