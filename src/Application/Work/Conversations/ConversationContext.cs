using Hivemind.Domain.Work.Conversations;

namespace Hivemind.Application.Work.Conversations;

/// <summary>What an agent needs to know to go on with a conversation: what was said and run last, oldest first.</summary>
public sealed record ConversationContext(Guid ConversationId, IReadOnlyList<ContextMessage> Messages, IReadOnlyList<ContextTask> Tasks)
{
    public const int MaxMessages = 100;
    public const int DefaultMessages = 50;
    public const int MaxTasks = 10;
}

/// <summary>A message without what only lists need.</summary>
public sealed record ContextMessage(MessageRole Role, string Content, DateTimeOffset CreatedAt);

/// <summary>A run of the conversation and what came of it.</summary>
public sealed record ContextTask(Guid Id, string Status, string? InputMessage, string? Result);
