using Hivemind.Domain.Common;

namespace Hivemind.Application.Common;

/// <summary>Keeps the answers of Idempotency-Keys for 24 hours.</summary>
public interface IIdempotencyStore
{
    /// <summary>Claims the key, in a transaction of its own; refuses a key in use for another body or still running.</summary>
    Task<StoredAnswer<TResponse>> Begin<TResponse>(IdempotencyClaim claim, CancellationToken cancellationToken);

    /// <summary>Keeps the answer in the command's own transaction. Members shown once are kept as null.</summary>
    Task Complete<TResponse>(IdempotencyClaim claim, TResponse response, CancellationToken cancellationToken);

    /// <summary>Keeps a refusal below 500, so that the repeat is refused alike.</summary>
    Task Refuse(IdempotencyClaim claim, HivemindException refusal, CancellationToken cancellationToken);

    /// <summary>Gives the key back after a failure that is nobody's answer.</summary>
    Task Release(IdempotencyClaim claim);
}

/// <summary>What is kept for a key: nothing yet, an answer, or a refusal that is thrown again.</summary>
public sealed record StoredAnswer<TResponse>(bool HasAnswer, TResponse? Value, HivemindException? Refusal)
{
    public static readonly StoredAnswer<TResponse> None = new(false, default, null);

    public TResponse Answer() => Refusal is not null ? throw Refusal : Value!;
}
