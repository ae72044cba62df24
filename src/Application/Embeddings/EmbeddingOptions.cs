using System.ComponentModel.DataAnnotations;

namespace Hivemind.Application.Embeddings;

/// <summary>Where vectors come from; the section "Embedding" of the configuration.</summary>
public sealed class EmbeddingOptions : IValidatableObject
{
    public const string Section = "Embedding";
    public const string BuiltIn = "builtin";
    public const string OpenAi = "openai";

    /// <summary>"builtin" (all-MiniLM-L6-v2 in this process, no network) or "openai" (any service with its embeddings endpoint).</summary>
    [Required, AllowedValues(BuiltIn, OpenAi)]
    public string Provider { get; set; } = BuiltIn;

    /// <summary>Name of the service's model, at most 200 characters; required for "openai".</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Model { get; set; }

    /// <summary>Your mark for the state of the service's model, at most 100 characters; change it when its vectors change.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? Revision { get; set; }

    /// <summary>Address of the service up to and with its version, such as "http://localhost:11434/v1"; required for "openai".</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Sent to the service as bearer token when set.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Length of the service's vectors, 1 to 2,000 (what pgvector can index); required for "openai".</summary>
    [Range(1, 2_000)]
    public int? Dimension { get; set; }

    /// <summary>Seconds one attempt to reach the service may take, 0.1 to 300.</summary>
    [Range(0.1, 300)]
    public double TimeoutSeconds { get; set; } = 30;

    /// <summary>Directory of the built-in model's three files; looked for around the program when absent.</summary>
    public string? ModelDirectory { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider != OpenAi)
        {
            if (Model is not null || Revision is not null || Dimension is not null)
                yield return new("Embedding:Model, Revision and Dimension are not for the provider \"builtin\".", [nameof(Model)]);

            yield break;
        }

        if (Model is null)
            yield return new("Embedding:Model is required for the provider \"openai\".", [nameof(Model)]);

        if (Dimension is null)
            yield return new("Embedding:Dimension is required for the provider \"openai\".", [nameof(Dimension)]);

        if (BaseUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            yield return new("Embedding:BaseUrl must be an absolute http or https address for the provider \"openai\".", [nameof(BaseUrl)]);
    }
}
