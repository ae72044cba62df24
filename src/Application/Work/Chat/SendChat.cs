using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Application.Work.Agents;
using Hivemind.Application.Work.Conversations;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Chat;

/// <summary>Says something to an agent, which answers by a run; without a conversation it begins one.</summary>
/// <param name="Agent">A name of the catalogue; default planning.</param>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record SendChat(string Message, string? Agent, string? SessionId, Guid? ConversationId) : ICommand<ChatAnswer>
{
    public const string DefaultAgent = "planning";
}

/// <summary>That the message was stored and a run waits for a worker.</summary>
public sealed record ChatAnswer(bool Success, string Message, ChatPlace Data);

/// <summary>Where the answer will be.</summary>
public sealed record ChatPlace(Guid TaskId, Guid ConversationId);

internal sealed class SendChatValidator : AbstractValidator<SendChat>
{
    public SendChatValidator()
    {
        RuleFor(command => command.Message).NotNull().Characters(1, Message.MaxContentLength);
        RuleFor(command => command.SessionId).Characters(1, WorkTask.MaxLabelLength);
    }
}

internal sealed class SendChatHandler(
    ConversationReading reading, IConversationRepository conversations, MessageWriter messages, MessageLimit limit, RunQueue runs, IAgentRepository agents,
    CallContext call, TimeProvider time) : IRequestHandler<SendChat, ChatAnswer>
{
    public async Task<ChatAnswer> Handle(SendChat command, CancellationToken cancellationToken)
    {
        await limit.Take(cancellationToken);

        var conversation = command.ConversationId is { } id ? await reading.Take(id, cancellationToken) : await Begin(command, cancellationToken);
        conversation.CheckTakesRuns();

        await messages.Write(
            new NewMessage(call.OrgId, conversation.Id, MessageRole.User, command.Message, call.Caller.ActorId), cancellationToken);

        var owner = call.Caller.TaskActor();
        var context = (await conversations.ReadContext(conversation.Id, cancellationToken)).Fitted();
        var run = await runs.Queue(
            new NewRun(call.OrgId, EnumText.Of(owner.Type), owner.Id, command.Message, RunSource.Dashboard)
            {
                AssignedAgent = await AgentOf(command, cancellationToken),
                SessionId = command.SessionId,
                ConversationId = conversation.Id,
                SourceMetadata = JsonSerializer.SerializeToElement(new { context }, WireJson.Options),
            }, cancellationToken);

        return new(true, "The message waits for an agent.", new(run.Id, conversation.Id));
    }

    private async Task<string> AgentOf(SendChat command, CancellationToken cancellationToken)
    {
        var name = command.Agent ?? SendChat.DefaultAgent;
        return await agents.Find(call.OrgId, name, cancellationToken) is not null
            ? name
            : throw new ValidationFailedException("agent", "No agent of the catalogue has this name.");
    }

    private async Task<Conversation> Begin(SendChat command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var conversation = new Conversation
        {
            Id = Guid.CreateVersion7(now),
            OrgId = call.OrgId,
            Kind = ConversationKind.Agent,
            Title = Conversation.TitleOf(command.Message),
            OwnerId = call.Caller.ActorId,
            UserId = call.Caller.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        };

        await conversations.Add(conversation, cancellationToken);
        return conversation;
    }
}
