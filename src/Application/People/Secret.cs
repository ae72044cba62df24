using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Hivemind.Application.People;

/// <summary>Makes credentials and their stored form. The text itself is shown once and never kept.</summary>
public static class Secret
{
    public const string ApiKey = "hm_";
    public const string Session = "hs_";
    public const string Ticket = "ht_";
    public const string Invitation = "hi_";

    /// <summary>The prefix and 32 random bytes in URL-safe base64.</summary>
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in lower-case hex: what is stored, and what is looked up, so that no secret is ever compared in code.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
