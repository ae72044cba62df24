using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Application.Work.Conversations;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Chat;

/// <summary>Says something about a task; its owner and its assignee hear it. The first message begins the task's conversation.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record SendTaskMessage(Guid TaskId, string Message) : ICommand<MessageView>;

internal sealed class SendTaskMessageValidator : AbstractValidator<SendTaskMessage>
{
    public SendTaskMessageValidator() => RuleFor(command => command.Message).NotNull().Characters(1, Message.MaxContentLength);
}

internal sealed class SendTaskMessageHandler(
    ITaskRepository tasks, TaskConversations conversations, MessageWriter messages, MessageLimit limit, ILiveLog live, CallContext call)
    : IRequestHandler<SendTaskMessage, MessageView>
{
    public async Task<MessageView> Handle(SendTaskMessage command, CancellationToken cancellationToken)
    {
        await limit.Take(cancellationToken);

        var task = await tasks.Get(call.OrgId, command.TaskId, cancellationToken);
        task.CheckParticipant(call.TaskCaller());

        var conversationId = await conversations.Of(task, cancellationToken);
        var message = await messages.Write(
            new NewMessage(call.OrgId, conversationId, MessageRole.User, command.Message, call.Caller.ActorId, task.Id), cancellationToken);

        await live.Append(News(task, message), cancellationToken);
        return MessageView.Of(message);
    }

    // The text is read from its table when it is delivered.
    private static LiveMessage News(WorkTask task, Message message) => new(
        task.OrgId, IsPublic: false, Topic.Task(task.Id), LiveText.TaskChatMessage,
        new { TaskId = task.Id, message.ConversationId, MessageId = message.Id, message.SenderId, Timestamp = message.CreatedAt });
}
