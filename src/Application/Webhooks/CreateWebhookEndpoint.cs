using System.Security.Cryptography;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Webhooks;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Webhooks;

/// <summary>Subscribes an address of the organisation to its events.</summary>
/// <param name="EventTypes">The events it wants; null for all, also those that come to exist later.</param>
/// <param name="MaxConcurrency">How many calls it bears at once, 1 to 20; default 4.</param>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record CreateWebhookEndpoint(string Url, string? Description, IReadOnlyList<string>? EventTypes, int? MaxConcurrency)
    : ICommand<NewWebhookEndpointView>;

internal sealed class CreateWebhookEndpointValidator : AbstractValidator<CreateWebhookEndpoint>
{
    public CreateWebhookEndpointValidator(IOptions<WebhookOptions> options)
    {
        RuleFor(command => command.Url).NotNull().IsWebhookUrl(options.Value);
        RuleFor(command => command.Description).MaximumLength(WebhookEndpoint.MaxDescriptionLength);
        RuleFor(command => command.EventTypes).AreWebhookEvents();
        RuleFor(command => command.MaxConcurrency).InclusiveBetween(1, WebhookEndpoint.MaxMaxConcurrency);
    }
}

internal sealed class CreateWebhookEndpointHandler(
    IWebhookEndpointRepository endpoints, ISecretBox secrets, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<CreateWebhookEndpoint, NewWebhookEndpointView>
{
    public async Task<NewWebhookEndpointView> Handle(CreateWebhookEndpoint command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var id = Guid.CreateVersion7(now);
        var secret = RandomNumberGenerator.GetBytes(WebhookSignature.SecretBytes);
        var endpoint = new WebhookEndpoint
        {
            Id = id,
            OrgId = call.OrgId,
            Url = command.Url,
            Description = command.Description,
            EventTypes = command.EventTypes,
            MaxConcurrency = command.MaxConcurrency ?? WebhookEndpoint.DefaultConcurrency,
            Secret = await secrets.Seal(secret, WebhookSecret.Purpose(id), cancellationToken),
            CreatedAt = now,
            UpdatedAt = now,
        };

        await endpoints.Add(endpoint, cancellationToken);
        await audit.Write("webhook_endpoint.created", "webhook_endpoint", $"{id}", new { Host = new Uri(endpoint.Url).Host, endpoint.EventTypes }, cancellationToken);

        return NewWebhookEndpointView.Of(endpoint, WebhookSignature.ShowSecret(secret), now);
    }
}
