using Hivemind.Application.Common;
using Hivemind.Application.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>A message of a conversation, with who may read it now.</summary>
internal sealed record MessageRow
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required string Role { get; init; }
    public required string SenderId { get; init; }
    public required string Content { get; init; }
    public Guid? TaskId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string Kind { get; init; }
    public Guid? InitiatedTaskId { get; init; }
    public required string[] Actors { get; init; }

    /// <summary>The message as the subscribers of its task get it, or those of its conversation.</summary>
    public LiveText ToText(string name) => name == LiveText.TaskChatMessage
        ? new(WireJson.Write(new TaskChat(InitiatedTaskId ?? TaskId, ConversationId, Id, SenderId, Content, CreatedAt)), new(Actors, WithAdmins: false))
        : new(
            WireJson.Write(new Chat(ConversationId, Id, Role, SenderId, Content, TaskId, CreatedAt)),
            Kind == "agent" ? null : new LiveReaders(Actors, WithAdmins: Kind == "task"));

    private sealed record Chat(
        Guid ConversationId, Guid MessageId, string Role, string SenderId, string Content, Guid? TaskId, DateTimeOffset Timestamp);

    private sealed record TaskChat(
        Guid? TaskId, Guid ConversationId, Guid MessageId, string SenderId, string Message, DateTimeOffset Timestamp);
}
