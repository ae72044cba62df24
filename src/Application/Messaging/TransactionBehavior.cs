using Hivemind.Application.Common;
using MediatR;

namespace Hivemind.Application.Messaging;

/// <summary>
/// Innermost, around commands only: commits what the handler wrote, with the answer kept for an Idempotency-Key, or nothing.
/// The transaction begins with the handler's first statement on the session, so nothing is held while it embeds or calls out.
/// </summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(IUnitOfWork unitOfWork, IIdempotencyStore idempotency, CallContext call)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        try
        {
            var response = await next();

            if (call.Idempotency is { } claim)
                await idempotency.Complete(claim, response, cancellationToken);

            await unitOfWork.Commit(cancellationToken);
            return response;
        }
        catch
        {
            await unitOfWork.Rollback();
            throw;
        }
    }
}
