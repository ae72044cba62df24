using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Webhooks.Inbound;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Makes an address at which the organisation receives webhooks.</summary>
/// <param name="Name">Its deliveries become events of the type custom.webhook.name.</param>
/// <param name="Secret">What signs the deliveries; without one, unsigned deliveries are accepted.</param>
/// <param name="ExpectedHeaders">Headers that every delivery must carry; null asks only for presence.</param>
/// <param name="Enabled">Default true.</param>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record CreateWebhookSource(
    string Name, WebhookProvider Provider, string? Description, string? Secret, IReadOnlyDictionary<string, string?>? ExpectedHeaders,
    bool? Enabled, string? DefaultCommand, IReadOnlyList<WebhookCommandInput>? Commands) : ICommand<WebhookSourceView>;

internal sealed class CreateWebhookSourceValidator : AbstractValidator<CreateWebhookSource>
{
    public CreateWebhookSourceValidator()
    {
        RuleFor(command => command.Name).NotNull().IsSourceName();
        RuleFor(command => command.Description).MaximumLength(WebhookSource.MaxDescriptionLength);
        RuleFor(command => command.Secret).IsSourceSecret();
        RuleFor(command => command.ExpectedHeaders).AreHeaders();
        RuleForEach(command => command.Commands).NotNull().SetValidator(new NewWebhookCommandValidator());
    }
}

internal sealed class CreateWebhookSourceHandler(
    IWebhookSourceRepository sources, SourceSecrets secrets, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<CreateWebhookSource, WebhookSourceView>
{
    public async Task<WebhookSourceView> Handle(CreateWebhookSource command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var id = WebhookAddress.New();
        var source = new WebhookSource
        {
            Id = id,
            OrgId = call.OrgId,
            Name = command.Name,
            Provider = command.Provider,
            Description = command.Description,
            Secret = await secrets.Seal(id, command.Secret, cancellationToken),
            ExpectedHeaders = command.ExpectedHeaders ?? new Dictionary<string, string?>(),
            Enabled = command.Enabled ?? true,
            DefaultCommand = command.DefaultCommand,
            Commands = [.. (command.Commands ?? []).Select(input => input.ToCommand(Guid.CreateVersion7(now)))],
            CreatedBy = call.Caller.ActorId,
            CreatedAt = now,
            UpdatedAt = now,
        }.Checked();

        await sources.Add(source, cancellationToken);
        await audit.Write("webhook_source.created", "webhook_source", $"{id}", new { source.Name, source.Provider, HasSecret = source.Secret is not null }, cancellationToken);
        return WebhookSourceView.Of(new CountedSource(source, 0, 0, null), call);
    }
}
