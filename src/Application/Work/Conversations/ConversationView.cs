using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Conversations;

/// <summary>A conversation with the sums over its tasks.</summary>
/// <param name="Participants">Actor ids; empty where every member of the organisation takes part.</param>
/// <param name="InitiatedTaskId">The task that a task conversation is about.</param>
/// <param name="TotalTasks">Completed and failed tasks, as in the other totals.</param>
/// <param name="StartedAt">The earliest start of its tasks.</param>
/// <param name="CompletedAt">The latest end of its tasks.</param>
public sealed record ConversationView(
    Guid Id,
    string OrgId,
    ConversationKind Kind,
    string Title,
    AgentType? AgentType,
    Guid? UserId,
    IReadOnlyList<string> Participants,
    bool IsArchived,
    JsonElement Metadata,
    string? FlowId,
    Guid? InitiatedTaskId,
    int MessageCount,
    decimal TotalCostUsd,
    int TotalTasks,
    double TotalDurationSeconds,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int RowVersion) : IVersioned
{
    public static ConversationView Of(Conversation conversation) => new(
        conversation.Id, conversation.OrgId, conversation.Kind, conversation.Title, conversation.AgentType, conversation.UserId,
        conversation.Participants, conversation.IsArchived, JsonSerializer.Deserialize<JsonElement>(conversation.Metadata),
        conversation.FlowId, conversation.InitiatedTaskId, conversation.MessageCount, conversation.TotalCostUsd,
        conversation.TotalTasks, conversation.TotalDurationSeconds, conversation.StartedAt, conversation.CompletedAt,
        conversation.CreatedAt, conversation.UpdatedAt, conversation.RowVersion);
}
