using System.Reflection;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Messaging;

/// <summary>Refuses a request that its caller may not send at all. What depends on data is decided by the handler.</summary>
internal sealed class AuthorizationBehavior<TRequest, TResponse>(CallContext call) : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly AccessAttribute Access = typeof(TRequest).GetCustomAttribute<AccessAttribute>()
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} does not say who may send it.");

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (Access.Audience is Audience.Public)
            return next();

        var caller = call.Caller;

        if (Access.Audience is Audience.User && !caller.IsUser)
            throw RuleException.Forbidden("Only a signed-in user may do this.");

        if (Access.Audience is Audience.Admin && !caller.IsAdmin)
            throw RuleException.Forbidden("Only an admin of the organisation may do this.");

        if (Access.Scope is { } scope && caller.Scopes is { } scopes && !scopes.Contains(scope))
            throw RuleException.Forbidden($"The key lacks the scope {scope}.");

        return next();
    }
}
