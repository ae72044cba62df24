using System.Security.Cryptography;
using System.Text;

namespace Hivemind.Domain.Knowledge;

/// <summary>The fingerprint by which equal texts are found: lower-case SHA-256 hex of the UTF-8 bytes.</summary>
public static class ContentHash
{
    public const int Length = 64;

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
