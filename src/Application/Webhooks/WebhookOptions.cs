using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Hivemind.Application.Webhooks;

/// <summary>Where outgoing webhooks may go.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    /// <summary>Networks that may be called although they are not public, as CIDRs separated by commas; default none.</summary>
    public string AllowedNetworks { get; set; } = "";

    /// <summary>Lets plain http through; default https only.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>The networks by themselves; what is none is for <see cref="Validate"/> to refuse.</summary>
    public IReadOnlyList<IPNetwork> Networks => [.. Split().Where(text => IPNetwork.TryParse(text, out _)).Select(text => IPNetwork.Parse(text))];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Split().Where(text => !IPNetwork.TryParse(text, out _))
            .Select(text => new ValidationResult($"Webhooks:AllowedNetworks: '{text}' is not a network such as 10.0.0.0/8."));

    private string[] Split() => AllowedNetworks.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
