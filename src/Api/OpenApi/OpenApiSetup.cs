using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hivemind.Api.OpenApi;

/// <summary>The OpenAPI document, complete enough to generate clients from, at /openapi.json and /api/v1/openapi.</summary>
internal static class OpenApiSetup
{
    public const string Document = "v1";

    /// <summary>What the generators of clients understand best: docs/decisions/0009-openapi-3-0.md.</summary>
    public const OpenApiSpecVersion Version = OpenApiSpecVersion.OpenApi3_0;

    public static void AddHivemindOpenApi(this IServiceCollection services) =>
        services.AddOpenApi(Document, options =>
        {
            var members = new Members();
            options.OpenApiVersion = Version;
            options.CreateSchemaReferenceId = Shapes.NameOf;
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer<CommonAnswers>();
            options.AddSchemaTransformer(Shapes.Clean);
            options.AddSchemaTransformer(members);
            options.AddDocumentTransformer(members);
            options.AddDocumentTransformer(StableOrder.Sort);
        });

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Hivemind",
            Version = "v1",
            Description = "A server where an organisation's agents share what they learn and its people watch, steer and trust them.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key (hm_…) or a session token (hs_…)." },
            ["api_key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-API-Key", Description = "An API key (hm_…)." },
            ["cookie"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "hivemind_session", Description = "A signed-in browser; changes also need X-Hivemind-Csrf: 1." },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas["ErrorCode"] = ProblemShape.Codes();
        document.Components.Schemas["Problem"] = ProblemShape.Create(new OpenApiSchemaReference("ErrorCode", document));
        return Task.CompletedTask;
    }
}
