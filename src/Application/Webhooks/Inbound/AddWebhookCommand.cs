using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Lets texts that arrive at a source give one more command.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record AddWebhookCommand(Guid SourceId, WebhookCommandInput Input) : ICommand<WebhookCommandView>;

internal sealed class AddWebhookCommandValidator : AbstractValidator<AddWebhookCommand>
{
    public AddWebhookCommandValidator() => RuleFor(command => command.Input).SetValidator(new NewWebhookCommandValidator());
}

internal sealed class AddWebhookCommandHandler(IWebhookSourceRepository sources, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<AddWebhookCommand, WebhookCommandView>
{
    public async Task<WebhookCommandView> Handle(AddWebhookCommand command, CancellationToken cancellationToken)
    {
        var source = await sources.Find(call.OrgId, command.SourceId, cancellationToken) ?? throw new NotFoundException("webhook source");
        source.CheckOwn();

        var now = time.Now();
        var added = command.Input.ToCommand(Guid.CreateVersion7(now));
        await sources.Save((source with { Commands = [.. source.Commands, added], UpdatedAt = now }).Checked(), cancellationToken);
        await audit.Write("webhook_source.command_added", "webhook_source", $"{source.Id}", new { added.Id, added.Trigger }, cancellationToken);
        return WebhookCommandView.Of(added);
    }
}
