using System.Security.Cryptography;
using System.Text;
using Hivemind.Application.Common;

namespace Hivemind.Infrastructure.Security;

/// <summary>AES-256-GCM. A box is: format, first bytes of the key's hash, nonce, tag, text; the purpose is authenticated with it.</summary>
internal sealed class SecretBox(MasterKeys keys) : ISecretBox
{
    public const int KeyBytes = 32;

    private const byte Format = 1;
    private const int KeyIdBytes = 4;
    private const int NonceAt = 1 + KeyIdBytes;
    private const int NonceBytes = 12;
    private const int TagAt = NonceAt + NonceBytes;
    private const int TagBytes = 16;
    private const int TextAt = TagAt + TagBytes;

    public async Task<byte[]> Seal(ReadOnlyMemory<byte> secret, string purpose, CancellationToken cancellationToken)
    {
        var key = await keys.Current(cancellationToken);
        var box = new byte[TextAt + secret.Length];
        box[0] = Format;
        KeyId(key).CopyTo(box, 1);
        RandomNumberGenerator.Fill(box.AsSpan(NonceAt, NonceBytes));

        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(box.AsSpan(NonceAt, NonceBytes), secret.Span, box.AsSpan(TextAt), box.AsSpan(TagAt, TagBytes), Encoding.UTF8.GetBytes(purpose));
        return box;
    }

    public async Task<byte[]> Open(ReadOnlyMemory<byte> box, string purpose, CancellationToken cancellationToken)
    {
        if (box.Length < TextAt || box.Span[0] != Format)
            throw new CryptographicException("This is no sealed secret.");

        // What was sealed before the operator set a key of their own still opens with the generated one.
        var key = await keys.Current(cancellationToken);
        if (!Fits(key, box.Span))
            key = await keys.Generated(cancellationToken) is { } generated && Fits(generated, box.Span)
                ? generated
                : throw new CryptographicException("The secret was sealed with another master key.");

        var text = new byte[box.Length - TextAt];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(box.Span[NonceAt..TagAt], box.Span[TextAt..], box.Span[TagAt..TextAt], text, Encoding.UTF8.GetBytes(purpose));
        return text;
    }

    private static bool Fits(byte[] key, ReadOnlySpan<byte> box) => box.Slice(1, KeyIdBytes).SequenceEqual(KeyId(key));

    private static byte[] KeyId(byte[] key) => SHA256.HashData(key)[..KeyIdBytes];
}
