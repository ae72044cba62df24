using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Takes a command away. The default command stays until another one takes its place.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record DeleteWebhookCommand(Guid SourceId, Guid CommandId) : ICommand<Guid>;

internal sealed class DeleteWebhookCommandHandler(IWebhookSourceRepository sources, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<DeleteWebhookCommand, Guid>
{
    public async Task<Guid> Handle(DeleteWebhookCommand command, CancellationToken cancellationToken)
    {
        var source = await sources.Find(call.OrgId, command.SourceId, cancellationToken) ?? throw new NotFoundException("webhook source");
        var gone = source.Commands.FirstOrDefault(one => one.Id == command.CommandId) ?? throw new NotFoundException("command");
        source.CheckOwn();
        if (source.DefaultCommand == gone.Trigger)
            throw RuleException.InvalidState("This is the default command: name another one first.", "default");

        await sources.Save(source with { Commands = [.. source.Commands.Where(one => one != gone)], UpdatedAt = time.Now() }, cancellationToken);
        await audit.Write("webhook_source.command_deleted", "webhook_source", $"{source.Id}", new { gone.Id, gone.Trigger }, cancellationToken);
        return gone.Id;
    }
}
