using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.Keys;

/// <summary>An admin ends a key, in every process at once. The row stays.</summary>
[Access(Audience.Admin, Scope.KeysWrite)]
public sealed record RevokeApiKey(Guid Id, string? Reason) : ICommand<ApiKeyView>;

internal sealed class RevokeApiKeyValidator : AbstractValidator<RevokeApiKey>
{
    public RevokeApiKeyValidator() => RuleFor(command => command.Reason).Characters(0, ApiKey.MaxReasonLength);
}

internal sealed class RevokeApiKeyHandler(IApiKeyRepository keys, AccessNews access, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<RevokeApiKey, ApiKeyView>
{
    public async Task<ApiKeyView> Handle(RevokeApiKey command, CancellationToken cancellationToken)
    {
        var key = await keys.Get(call.OrgId, command.Id, cancellationToken);
        key.Revoke(command.Reason, call.Caller.CredentialId, time.Now());
        var revoked = await keys.Save(key, cancellationToken);
        await access.Ended(call.OrgId, key.AgentId, cancellationToken);
        await audit.Write("api_key.revoked", "api_key", key.Id.ToString(), new { key.AgentId }, cancellationToken);
        return revoked;
    }
}
