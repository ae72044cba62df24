using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hivemind.Domain.Webhooks.Inbound;

/// <summary>The proofs that providers send with a delivery: HMAC-SHA256 over the raw body, compared in constant time.</summary>
public static class InboundSignature
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static bool IsValid(WebhookProvider provider, string secret, IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        provider switch
        {
            WebhookProvider.Github => HexMatches(headers, "X-Hub-Signature-256", "sha256=", Key(secret), body),
            WebhookProvider.Jira => HexMatches(headers, "X-Hub-Signature", "", Key(secret), body),
            WebhookProvider.Slack => IsSlack(secret, headers, body, now),
            WebhookProvider.Sentry => HexMatches(headers, "Sentry-Hook-Signature", "", Key(secret), body),
            _ => headers.ContainsKey("webhook-signature")
                ? IsStandard(secret, headers, body, now)
                : HexMatches(headers, "X-Hub-Signature-256", "sha256=", Key(secret), body),
        };

    // https://api.slack.com/authentication/verifying-requests-from-slack
    private static bool IsSlack(string secret, IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!headers.TryGetValue("X-Slack-Request-Timestamp", out var timestamp) || !IsRecent(timestamp, now))
            return false;

        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body];
        return HexMatches(headers, "X-Slack-Signature", "v0=", Key(secret), signed);
    }

    // https://www.standardwebhooks.com: several signatures may stand there, separated by spaces.
    private static bool IsStandard(string secret, IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!headers.TryGetValue("webhook-id", out var id) || !headers.TryGetValue("webhook-timestamp", out var timestamp) || !IsRecent(timestamp, now))
            return false;

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = HMACSHA256.HashData(StandardKey(secret), signed);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var found = false;
        foreach (var signature in headers["webhook-signature"].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            found |= signature.StartsWith("v1,", StringComparison.Ordinal)
                && Convert.TryFromBase64String(signature[3..], given, out var length)
                && CryptographicOperations.FixedTimeEquals(given[..length], expected);
        }

        return found;
    }

    private static bool HexMatches(IReadOnlyDictionary<string, string> headers, string header, string prefix, byte[] key, ReadOnlySpan<byte> signed)
    {
        if (!headers.TryGetValue(header, out var value) || !value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return false;

        var hex = value.AsSpan(prefix.Length).Trim();
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return hex.Length == 2 * HMACSHA256.HashSizeInBytes
            && Convert.FromHexString(hex, given, out _, out _) is System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(key, signed));
    }

    private static bool IsRecent(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs((decimal)seconds - now.ToUnixTimeSeconds()) <= (decimal)Tolerance.TotalSeconds;

    private static byte[] Key(string secret) => Encoding.UTF8.GetBytes(secret);

    private static byte[] StandardKey(string secret) =>
        secret.StartsWith(WebhookSignature.SecretPrefix, StringComparison.Ordinal) && Base64.IsValid(secret.AsSpan(WebhookSignature.SecretPrefix.Length))
            ? Convert.FromBase64String(secret[WebhookSignature.SecretPrefix.Length..])
            : Key(secret);
}
