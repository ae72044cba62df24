using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Changes a command; what is not given stays. A default command keeps its place under its new trigger.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record UpdateWebhookCommand(Guid SourceId, Guid CommandId, WebhookCommandInput Input) : ICommand<WebhookCommandView>;

internal sealed class UpdateWebhookCommandValidator : AbstractValidator<UpdateWebhookCommand>
{
    public UpdateWebhookCommandValidator() => RuleFor(command => command.Input).SetValidator(new WebhookCommandInputValidator());
}

internal sealed class UpdateWebhookCommandHandler(IWebhookSourceRepository sources, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<UpdateWebhookCommand, WebhookCommandView>
{
    public async Task<WebhookCommandView> Handle(UpdateWebhookCommand command, CancellationToken cancellationToken)
    {
        var source = await sources.Find(call.OrgId, command.SourceId, cancellationToken) ?? throw new NotFoundException("webhook source");
        var before = source.Commands.FirstOrDefault(one => one.Id == command.CommandId) ?? throw new NotFoundException("command");
        source.CheckOwn();

        var after = command.Input.ApplyTo(before);
        var changed = source with
        {
            Commands = [.. source.Commands.Select(one => one.Id == before.Id ? after : one)],
            DefaultCommand = source.DefaultCommand == before.Trigger ? after.Trigger : source.DefaultCommand,
            UpdatedAt = time.Now(),
        };

        await sources.Save(changed.Checked(), cancellationToken);
        await audit.Write("webhook_source.command_updated", "webhook_source", $"{source.Id}", new { after.Id, after.Trigger }, cancellationToken);
        return WebhookCommandView.Of(after);
    }
}
