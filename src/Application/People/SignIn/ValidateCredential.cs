using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.SignIn;

/// <summary>Tells a caller who it is to the server.</summary>
[Access(Audience.Principal)]
public sealed record ValidateCredential : IQuery<CredentialView>;

/// <summary>The principal behind the presented credential.</summary>
public sealed record CredentialView(
    string OrgId, PrincipalKind Kind, Guid? UserId, string? AgentId, OrgRole Role, Tier Tier, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt);

/// <summary>What kind of caller a principal is.</summary>
public enum PrincipalKind
{
    User,
    Agent,
}

internal sealed class ValidateCredentialHandler(CallContext call) : IRequestHandler<ValidateCredential, CredentialView>
{
    public Task<CredentialView> Handle(ValidateCredential query, CancellationToken cancellationToken)
    {
        var caller = call.Caller;
        return Task.FromResult(new CredentialView(
            caller.OrgId, caller.IsUser ? PrincipalKind.User : PrincipalKind.Agent, caller.UserId, caller.AgentId,
            caller.Role, caller.Tier, caller.Scopes, caller.ExpiresAt));
    }
}
