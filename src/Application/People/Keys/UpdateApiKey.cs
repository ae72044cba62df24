using System.Text.Json.Serialization;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.Keys;

/// <summary>An admin changes what a key is called and how far it reaches. The secret stays.</summary>
[Access(Audience.Admin, Scope.KeysWrite)]
public sealed record UpdateApiKey(Guid Id, ApiKeyChanges Changes) : ICommand<ApiKeyView>;

/// <summary>What to change about a key; what is absent stays.</summary>
public sealed record ApiKeyChanges
{
    public string? Name { get; init; }

    public Tier? Tier { get; init; }

    /// <summary>null gives the key all scopes.</summary>
    public IReadOnlyList<string>? Scopes
    {
        get;
        init => (field, SetsScopes) = (value, true);
    }

    /// <summary>null returns to the general limit.</summary>
    public int? RateLimitPerMinute
    {
        get;
        init => (field, SetsRateLimit) = (value, true);
    }

    /// <summary>null lets the key live for ever.</summary>
    public DateTimeOffset? ExpiresAt
    {
        get;
        init => (field, SetsExpiry) = (value, true);
    }

    [JsonIgnore]
    public bool SetsScopes { get; private init; }

    [JsonIgnore]
    public bool SetsRateLimit { get; private init; }

    [JsonIgnore]
    public bool SetsExpiry { get; private init; }
}

internal sealed class UpdateApiKeyValidator : AbstractValidator<UpdateApiKey>
{
    public UpdateApiKeyValidator(TimeProvider time)
    {
        RuleFor(command => command.Changes.Name).Characters(1, ApiKey.MaxNameLength).OverridePropertyName("Name");
        RuleFor(command => command.Changes.Scopes).Scopes().OverridePropertyName("Scopes");
        RuleFor(command => command.Changes.RateLimitPerMinute).RateLimit().OverridePropertyName("RateLimitPerMinute");
        RuleFor(command => command.Changes.ExpiresAt).InFuture(time).OverridePropertyName("ExpiresAt");
    }
}

internal sealed class UpdateApiKeyHandler(IApiKeyRepository keys, IAuditLog audit, CallContext call) : IRequestHandler<UpdateApiKey, ApiKeyView>
{
    public async Task<ApiKeyView> Handle(UpdateApiKey command, CancellationToken cancellationToken)
    {
        var key = await keys.Get(call.OrgId, command.Id, cancellationToken);
        var changed = await keys.Change(key.Id, command.Changes, cancellationToken);
        await audit.Write("api_key.updated", "api_key", key.Id.ToString(),
            new { changed.Tier, changed.Scopes, changed.RateLimitPerMinute, changed.ExpiresAt }, cancellationToken);
        return changed;
    }
}
