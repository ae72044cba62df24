namespace Hivemind.FunctionalTests.Work.Analytics;

/// <summary>What of a task is counted.</summary>
internal sealed record CountedTask
{
    public string Kind { get; init; } = "";
    public string Status { get; init; } = "";
    public string Priority { get; init; } = "";
    public string? Category { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public string? AssignedAgent { get; init; }
    public string? Source { get; init; }
    public string? Model { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }
    public decimal? CostUsd { get; init; }
    public double? DurationSeconds { get; init; }
    public Guid? ConversationId { get; init; }

    public double? Tokens => InputTokens is null && OutputTokens is null ? null : (InputTokens ?? 0) + (OutputTokens ?? 0);
}
