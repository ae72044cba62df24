using Hivemind.Application.People;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Keeps a conversation true to its tasks, in the transaction that moves them: totals, times, answers and questions.</summary>
internal sealed class ConversationFollower(IConversationRepository conversations, MessageWriter messages) : ITaskObserver
{
    public async Task Changed(TaskChange change, CancellationToken cancellationToken)
    {
        var task = change.Task;
        if (task.ConversationId is not { } conversationId)
            return;

        if (task.IsFinal)
            await conversations.CountEnd(task.OrgId, conversationId, TaskEnd.Of(task), cancellationToken);
        else if (change.Before is not null && task.StartedAt is { } startedAt)
            await conversations.NoteStart(task.OrgId, conversationId, startedAt, cancellationToken);

        if (task is { IsRun: true, Status: WorkTaskStatus.Completed, Result: { Length: > 0 } result })
            await messages.WriteIfThere(
                new NewMessage(task.OrgId, conversationId, MessageRole.Assistant, Text.Cut(result, Message.MaxContentLength), SpeakerOf(task), task.Id),
                cancellationToken);
    }

    public async Task Answered(WorkTask run, string senderId, string message, CancellationToken cancellationToken)
    {
        if (run.ConversationId is { } conversationId)
            await messages.WriteIfThere(new NewMessage(run.OrgId, conversationId, MessageRole.User, message, senderId, run.Id), cancellationToken);
    }

    private static string SpeakerOf(WorkTask run) => run.ClaimedBy ?? run.Assignee?.ActorId ?? SystemPrincipal.ActorId;
}
