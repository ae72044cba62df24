using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Says something in a conversation. Users speak as user, agents in any role.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record CreateMessage(Guid ConversationId, string Content, MessageRole? Role = null, Guid? TaskId = null, JsonElement? Metadata = null)
    : ICommand<MessageView>;

internal sealed class CreateMessageValidator : AbstractValidator<CreateMessage>
{
    public CreateMessageValidator()
    {
        RuleFor(command => command.Content).NotNull().Characters(1, Message.MaxContentLength);
        RuleFor(command => command.Metadata).SmallObject();
    }
}

internal sealed class CreateMessageHandler(
    ConversationReading conversations, ITaskRepository tasks, MessageWriter messages, MessageLimit limit, CallContext call)
    : IRequestHandler<CreateMessage, MessageView>
{
    public async Task<MessageView> Handle(CreateMessage command, CancellationToken cancellationToken)
    {
        await limit.Take(cancellationToken);

        var role = command.Role ?? MessageRole.User;
        var conversation = await conversations.Take(command.ConversationId, cancellationToken);
        Message.CheckRole(role, call.Caller.IsUser);

        if (command.TaskId is { } taskId && !await tasks.Exists(call.OrgId, taskId, cancellationToken))
            throw new ValidationFailedException("task_id", "No such task.");

        var message = new NewMessage(
            call.OrgId, conversation.Id, role, command.Content, call.Caller.ActorId, command.TaskId, command.Metadata?.GetRawText());
        return MessageView.Of(await messages.Write(message, cancellationToken));
    }
}
