namespace Hivemind.Application.Common;

/// <summary>Keeps secrets that must be read again, such as signing secrets, unreadable in the database.</summary>
public interface ISecretBox
{
    /// <param name="purpose">What the secret belongs to, for example <c>webhook_endpoint:id</c>: it opens only for the same purpose.</param>
    Task<byte[]> Seal(ReadOnlyMemory<byte> secret, string purpose, CancellationToken cancellationToken);

    Task<byte[]> Open(ReadOnlyMemory<byte> box, string purpose, CancellationToken cancellationToken);
}
