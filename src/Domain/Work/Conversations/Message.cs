using Hivemind.Domain.Common;

namespace Hivemind.Domain.Work.Conversations;

/// <summary>What somebody said in a conversation. Never changed.</summary>
public sealed record Message
{
    public const int MaxContentLength = 100_000;

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required Guid ConversationId { get; init; }

    public required MessageRole Role { get; init; }

    public required string Content { get; init; }

    /// <summary>The actor that sent it.</summary>
    public required string SenderId { get; init; }

    /// <summary>The task it asked for or answers.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>A JSON object that is kept as it was given.</summary>
    public string Metadata { get; init; } = "{}";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Refuses words that a person would put into the mouth of an agent.</summary>
    public static void CheckRole(MessageRole role, bool byUser)
    {
        if (byUser && role is not MessageRole.User)
            throw RuleException.Forbidden("A user writes messages of the role user only.");
    }
}

/// <summary>In whose voice a message speaks.</summary>
public enum MessageRole
{
    User,
    Assistant,
    System,
}
