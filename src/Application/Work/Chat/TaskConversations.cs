using Hivemind.Application.Common;
using Hivemind.Application.Work.Conversations;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Chat;

/// <summary>Finds the conversation about a task, or begins it. The task is locked, so two first messages meet in one.</summary>
internal sealed class TaskConversations(IConversationRepository conversations, ITaskRepository tasks, TimeProvider time)
{
    public async Task<Guid> Of(WorkTask task, CancellationToken cancellationToken) =>
        await conversations.FindOfTask(task.Id, cancellationToken) ?? await Begin(task, cancellationToken);

    private async Task<Guid> Begin(WorkTask task, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var conversation = new Conversation
        {
            Id = Guid.CreateVersion7(now),
            OrgId = task.OrgId,
            Kind = ConversationKind.Task,
            Title = Text.Cut(task.Title, Conversation.MaxTitleLength),
            OwnerId = task.Owner.ActorId,
            UserId = task.OwnerType is ActorType.User && Guid.TryParse(task.OwnerId, out var userId) ? userId : null,
            Participants = [.. ParticipantsOf(task)],
            InitiatedTaskId = task.Id,
            CreatedAt = now,
            UpdatedAt = now,
        };

        await conversations.Add(conversation, cancellationToken);

        // A run may belong to the conversation it came from; only what belongs to none belongs to this one.
        if (task.ConversationId is null)
            await tasks.Save(task with { ConversationId = conversation.Id, UpdatedAt = now }, cancellationToken);

        return conversation.Id;
    }

    private static IEnumerable<string> ParticipantsOf(WorkTask task) =>
        new[] { task.Owner.ActorId, task.Assignee?.ActorId }.OfType<string>().Distinct();
}
