using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Begins a conversation. A flow has at most one.</summary>
/// <param name="Kind">agent (the default) is open to every member, direct to its participants; those of tasks begin by themselves.</param>
/// <param name="Participants">Actor ids, for direct ones; the caller always takes part.</param>
/// <param name="FlowId">The outside thing that its runs belong to, such as jira:KEY.</param>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record CreateConversation(
    string Title, ConversationKind? Kind, AgentType? AgentType, IReadOnlyList<string>? Participants, JsonElement? Metadata, string? FlowId)
    : ICommand<ConversationView>;

internal sealed class CreateConversationValidator : AbstractValidator<CreateConversation>
{
    public CreateConversationValidator()
    {
        RuleFor(command => command.Title).NotNull().Characters(1, Conversation.MaxTitleLength);
        RuleFor(command => command.Kind).NotEqual(ConversationKind.Task).WithMessage("A task conversation begins with the first message about the task.");
        RuleFor(command => command.Participants).Must(ids => ids is { Count: >= 1 and <= Conversation.MaxParticipants })
            .When(command => command.Kind is ConversationKind.Direct).WithMessage($"1 to {Conversation.MaxParticipants} actor ids.");
        RuleFor(command => command.Participants).Null().When(command => command.Kind is not ConversationKind.Direct)
            .WithMessage("Only a direct conversation names its participants.");
        RuleFor(command => command.Metadata).SmallObject();
        RuleFor(command => command.FlowId).Characters(1, Conversation.MaxFlowIdLength);
        RuleFor(command => command.FlowId).Null().When(command => command.Kind is ConversationKind.Direct)
            .WithMessage("Runs of a flow are read by the whole organisation.");
    }
}

internal sealed class CreateConversationHandler(
    IConversationRepository conversations, ConversationParticipants participants, CallContext call, TimeProvider time)
    : IRequestHandler<CreateConversation, ConversationView>
{
    public async Task<ConversationView> Handle(CreateConversation command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var conversation = new Conversation
        {
            Id = Guid.CreateVersion7(now),
            OrgId = call.OrgId,
            Kind = command.Kind ?? ConversationKind.Agent,
            Title = command.Title,
            AgentType = command.AgentType,
            OwnerId = call.Caller.ActorId,
            UserId = call.Caller.UserId,
            Participants = await participants.WithCaller(command.Participants, cancellationToken),
            Metadata = command.Metadata?.GetRawText() ?? "{}",
            FlowId = command.FlowId,
            CreatedAt = now,
            UpdatedAt = now,
        };

        if (!await conversations.Add(conversation, cancellationToken))
            throw await Duplicate(conversation, cancellationToken);

        return ConversationView.Of(conversation);
    }

    private async Task<RuleException> Duplicate(Conversation conversation, CancellationToken cancellationToken) =>
        RuleException.Duplicate("The flow has a conversation already.",
            await conversations.FindOfFlow(conversation.OrgId, conversation.FlowId ?? "", cancellationToken) ?? Guid.Empty);
}
