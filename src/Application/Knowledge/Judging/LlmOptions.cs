using System.ComponentModel.DataAnnotations;

namespace Hivemind.Application.Knowledge.Judging;

/// <summary>The language model that helps to judge texts; the section "Llm" of the configuration. Without a key there is none.</summary>
public sealed class LlmOptions : IValidatableObject
{
    public const string Section = "Llm";

    /// <summary>Sent to the service as bearer token; empty skips everything that needs a language model.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Address of any service with OpenAI's chat completions, up to and with its version, such as "http://localhost:11434/v1".</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Name of the service's model, at most 200 characters.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Model { get; set; }

    /// <summary>Seconds one question may take, 0.1 to 20; then the rules decide.</summary>
    [Range(0.1, 20)]
    public double TimeoutSeconds { get; set; } = 10;

    public bool IsConfigured => !string.IsNullOrWhiteSpace(ApiKey);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured)
            yield break;

        if (string.IsNullOrWhiteSpace(Model))
            yield return new("Llm:Model is required with Llm:ApiKey.", [nameof(Model)]);

        if (BaseUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            yield return new("Llm:BaseUrl must be an absolute http or https address with Llm:ApiKey.", [nameof(BaseUrl)]);
    }
}
