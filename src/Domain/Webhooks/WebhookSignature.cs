using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hivemind.Domain.Webhooks;

/// <summary>Signatures and secrets as Standard Webhooks has them.</summary>
public static class WebhookSignature
{
    public const int SecretBytes = 32;
    public const string SecretPrefix = "whsec_";

    /// <summary>The secret as its owner sees it, once.</summary>
    public static string ShowSecret(ReadOnlySpan<byte> secret) => SecretPrefix + Convert.ToBase64String(secret);

    /// <summary>The id of a message: the same for all its attempts, so that the receiver can drop a repeat.</summary>
    public static string MessageId(Guid deliveryId) => $"msg_{deliveryId}";

    /// <summary>One signature per secret, separated by spaces, over id, time and body.</summary>
    public static string Sign(string messageId, long timestamp, ReadOnlySpan<byte> body, params IEnumerable<byte[]> secrets)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}.{timestamp}.")), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"));
    }
}
