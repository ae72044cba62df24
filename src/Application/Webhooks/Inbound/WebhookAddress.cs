using System.Security.Cryptography;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>The ids of sources: random throughout (UUID version 4), because the address of a source must not be guessed.</summary>
public static class WebhookAddress
{
    public static Guid New()
    {
        var bytes = RandomNumberGenerator.GetBytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
