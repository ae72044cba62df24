using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Messaging;

/// <summary>Runs a command once per Idempotency-Key: a repeat gets the stored answer or refusal, a concurrent one is told to wait.</summary>
internal sealed class IdempotencyBehavior<TRequest, TResponse>(IIdempotencyStore store, CallContext call) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (call.Idempotency is not { } claim)
            return await next();

        var stored = await store.Begin<TResponse>(claim, cancellationToken);
        if (stored is { HasAnswer: true })
        {
            claim.Replayed = true;
            return stored.Answer();
        }

        try
        {
            return await next();
        }
        catch (HivemindException refusal) when (IsLasting(refusal.Code))
        {
            await store.Refuse(claim, refusal, cancellationToken);
            throw;
        }
        catch
        {
            await store.Release(claim);
            throw;
        }
    }

    // A refusal that time alone may lift is not kept: the same key must be able to succeed later.
    private static bool IsLasting(string code) =>
        code is not (ErrorCode.RateLimited or ErrorCode.Upstream or ErrorCode.Unavailable or ErrorCode.Internal
            or ErrorCode.IdempotencyInProgress or ErrorCode.IdempotencyMismatch);
}
