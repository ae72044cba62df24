using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Work.Conversations;

namespace Hivemind.Application.Work.Conversations;

/// <summary>What an agent needs to know to go on with a conversation: what was said and run last, oldest first.</summary>
/// <param name="Truncated">Whether older or longer texts were left out, so that it fits beside a run. Whoever needs them asks for the context.</param>
public sealed record ConversationContext(
    Guid ConversationId, IReadOnlyList<ContextMessage> Messages, IReadOnlyList<ContextTask> Tasks, bool Truncated = false)
{
    public const int MaxMessages = 100;
    public const int DefaultMessages = 50;
    public const int MaxTasks = 10;

    private const int MessageBytes = 192 * 1024;
    private const int TaskBytes = 64 * 1024;

    /// <summary>As it goes along with a run: the newest texts whole, the first that has no room cut, and nothing older.</summary>
    public ConversationContext Fitted()
    {
        var (said, done) = (new TextRoom(MessageBytes), new TextRoom(TaskBytes));
        var messages = Messages.Reverse().TakeWhile(_ => !said.IsFull)
            .Select(message => message with { Content = said.Take(message.Content) }).Reverse().ToList();
        var tasks = Tasks.Reverse().TakeWhile(_ => !done.IsFull)
            .Select(task => task with { InputMessage = done.TakeAny(task.InputMessage), Result = done.TakeAny(task.Result) }).Reverse().ToList();

        return this with { Messages = messages, Tasks = tasks, Truncated = said.IsFull || done.IsFull };
    }
}

/// <summary>A message without what only lists need.</summary>
public sealed record ContextMessage(MessageRole Role, string Content, DateTimeOffset CreatedAt);

/// <summary>A run of the conversation and what came of it.</summary>
public sealed record ContextTask(Guid Id, string Status, string? InputMessage, string? Result);
