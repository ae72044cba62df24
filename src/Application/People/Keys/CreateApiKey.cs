using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.Keys;

/// <summary>An admin makes a key for an agent.</summary>
[Access(Audience.Admin, Scope.KeysWrite)]
public sealed record CreateApiKey(
    string AgentId, string Name, Tier? Tier, IReadOnlyList<string>? Scopes, int? RateLimitPerMinute, int? BillingPeriodResetDays, DateTimeOffset? ExpiresAt)
    : ICommand<NewApiKeyView>;

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKey>
{
    public CreateApiKeyValidator(TimeProvider time)
    {
        RuleFor(command => command.AgentId).AgentId();
        RuleFor(command => command.Name).NotNull().Characters(1, ApiKey.MaxNameLength);
        RuleFor(command => command.Scopes).Scopes();
        RuleFor(command => command.RateLimitPerMinute).RateLimit();
        RuleFor(command => command.BillingPeriodResetDays).InclusiveBetween(1, 3660);
        RuleFor(command => command.ExpiresAt).InFuture(time);
    }
}

internal sealed class CreateApiKeyHandler(KeyMaking making, CallContext call) : IRequestHandler<CreateApiKey, NewApiKeyView>
{
    public Task<NewApiKeyView> Handle(CreateApiKey command, CancellationToken cancellationToken)
    {
        var values = new NewApiKey(
            command.AgentId, command.Name, command.Tier ?? Tier.Free, command.Scopes, command.RateLimitPerMinute,
            command.BillingPeriodResetDays ?? ApiKey.DefaultPeriodDays, command.ExpiresAt);

        return making.Make(call.OrgId, values, cancellationToken);
    }
}
