using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Webhooks;

/// <summary>Changes an endpoint; what is not given stays. Setting it active starts it again with a clean record.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record UpdateWebhookEndpoint(Guid Id, WebhookEndpointChange Change) : ICommand<WebhookEndpointView>;

/// <summary>The members to change. Null clears the description, and as event types it means all; elsewhere it changes nothing.</summary>
public sealed record WebhookEndpointChange
{
    public string? Url { get; init; }

    public string? Description
    {
        get;
        init => (field, HasDescription) = (value, true);
    }

    public IReadOnlyList<string>? EventTypes
    {
        get;
        init => (field, HasEventTypes) = (value, true);
    }

    public bool? IsActive { get; init; }

    public int? MaxConcurrency { get; init; }

    internal bool HasDescription { get; private init; }

    internal bool HasEventTypes { get; private init; }
}

internal sealed class UpdateWebhookEndpointValidator : AbstractValidator<UpdateWebhookEndpoint>
{
    public UpdateWebhookEndpointValidator(IOptions<WebhookOptions> options)
    {
        RuleFor(command => command.Change.Url).IsWebhookUrl(options.Value).OverridePropertyName("Url");
        RuleFor(command => command.Change.Description).MaximumLength(WebhookEndpoint.MaxDescriptionLength).OverridePropertyName("Description");
        RuleFor(command => command.Change.EventTypes).AreWebhookEvents().OverridePropertyName("EventTypes");
        RuleFor(command => command.Change.MaxConcurrency).InclusiveBetween(1, WebhookEndpoint.MaxMaxConcurrency).OverridePropertyName("MaxConcurrency");
    }
}

internal sealed class UpdateWebhookEndpointHandler(IWebhookEndpointRepository endpoints, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<UpdateWebhookEndpoint, WebhookEndpointView>
{
    public async Task<WebhookEndpointView> Handle(UpdateWebhookEndpoint command, CancellationToken cancellationToken)
    {
        var stored = await endpoints.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("webhook endpoint");
        call.CheckVersion(stored.RowVersion);

        var now = time.Now();
        var changed = await endpoints.Save(Apply(stored, command.Change, now), cancellationToken);
        if (!changed.IsActive)
            await endpoints.FailWaiting(changed.Id, cancellationToken);

        await audit.Write("webhook_endpoint.updated", "webhook_endpoint", $"{changed.Id}",
            new { Host = new Uri(changed.Url).Host, changed.EventTypes, changed.IsActive, changed.MaxConcurrency }, cancellationToken);
        return WebhookEndpointView.Of(changed, now);
    }

    private static WebhookEndpoint Apply(WebhookEndpoint stored, WebhookEndpointChange change, DateTimeOffset now)
    {
        var changed = stored with
        {
            Description = change.HasDescription ? change.Description : stored.Description,
            EventTypes = change.HasEventTypes ? change.EventTypes : stored.EventTypes,
            MaxConcurrency = change.MaxConcurrency ?? stored.MaxConcurrency,
            UpdatedAt = now,
        };

        if (change.Url is { } url)
            changed = changed.MoveTo(url);

        return change.IsActive switch
        {
            true => changed.Enable(),
            false => changed.Disable(DisabledReason.Manual, now),
            null => changed,
        };
    }
}
