using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Conversations;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>How much was said and run in a conversation, and what it cost.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record GetConversationMetrics(Guid Id) : IQuery<ConversationMetrics>;

/// <summary>The totals of a conversation over its completed and failed tasks.</summary>
public sealed record ConversationMetrics(
    Guid ConversationId,
    int MessageCount,
    int TotalTasks,
    int CompletedTasks,
    int FailedTasks,
    decimal TotalCostUsd,
    double TotalDurationSeconds,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt)
{
    public static ConversationMetrics Of(Conversation conversation) => new(
        conversation.Id, conversation.MessageCount, conversation.TotalTasks, conversation.CompletedTasks, conversation.FailedTasks,
        conversation.TotalCostUsd, conversation.TotalDurationSeconds, conversation.StartedAt, conversation.CompletedAt);
}

internal sealed class GetConversationMetricsHandler(ConversationReading conversations) : IRequestHandler<GetConversationMetrics, ConversationMetrics>
{
    public async Task<ConversationMetrics> Handle(GetConversationMetrics query, CancellationToken cancellationToken) =>
        ConversationMetrics.Of(await conversations.Read(query.Id, cancellationToken));
}
