using System.Text;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Domain.Webhooks.Inbound;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>What creating and changing a source check alike.</summary>
internal static class WebhookSourceRules
{
    public static IRuleBuilderOptions<T, string?> IsSourceName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches(WebhookSource.NamePattern).WithMessage("1 to 35 lower-case letters, digits and hyphens, not beginning with a hyphen.");

    public static IRuleBuilderOptions<T, string?> IsSourceSecret<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Length(8, WebhookSource.MaxSecretLength);

    public static IRuleBuilderOptions<T, IReadOnlyDictionary<string, string?>?> AreHeaders<T>(this IRuleBuilder<T, IReadOnlyDictionary<string, string?>?> rule) =>
        rule.Must(headers => headers is null || (headers.Count <= WebhookSource.MaxHeaders && headers.All(IsHeader)))
            .WithMessage($"At most {WebhookSource.MaxHeaders} header names with a value of up to {WebhookSource.MaxHeaderLength} characters, or null.");

    private static bool IsHeader(KeyValuePair<string, string?> header) =>
        header.Key.Length is > 0 and <= 100 && header.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && header.Value is null or { Length: <= WebhookSource.MaxHeaderLength };
}

/// <summary>Seals what signs the deliveries of a source.</summary>
internal sealed class SourceSecrets(ISecretBox box)
{
    public async Task<byte[]?> Seal(Guid sourceId, string? secret, CancellationToken cancellationToken) =>
        secret is null ? null : await box.Seal(Encoding.UTF8.GetBytes(secret), Purpose(sourceId), cancellationToken);

    public async Task<string> Open(Guid sourceId, byte[] secret, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await box.Open(secret, Purpose(sourceId), cancellationToken));

    private static string Purpose(Guid sourceId) => $"webhook_source:{sourceId}";
}
