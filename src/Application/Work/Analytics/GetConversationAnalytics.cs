using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Work.Analytics;

/// <summary>What the organisation's conversations with agents cost, by the day they began on.</summary>
/// <param name="StartDate">The first day (UTC); default 29 days before the last.</param>
/// <param name="EndDate">The last day (UTC), included; default today.</param>
[Access(Audience.Principal, Messaging.Scope.WorkRead)]
public sealed record GetConversationAnalytics(DateOnly? StartDate, DateOnly? EndDate, int Limit, string? Cursor) : IQuery<ConversationAnalytics>;

internal sealed class GetConversationAnalyticsValidator : AbstractValidator<GetConversationAnalytics>
{
    private static readonly DateOnly FirstDay = new(1970, 1, 1);
    private static readonly DateOnly LastDay = new(9999, 1, 1);

    public GetConversationAnalyticsValidator()
    {
        RuleFor(query => query.EndDate).InclusiveBetween(FirstDay, LastDay).WithMessage("1970-01-01 to 9999-01-01.");
        RuleFor(query => query.Limit).InclusiveBetween(1, 500);
        RuleFor(query => query.EndDate).GreaterThanOrEqualTo(query => query.StartDate).When(query => query.StartDate is not null && query.EndDate is not null);
    }
}

internal sealed class GetConversationAnalyticsHandler(IConversationFigures figures, CallContext call, TimeProvider time)
    : IRequestHandler<GetConversationAnalytics, ConversationAnalytics>
{
    private const int DefaultDays = 30;

    public async Task<ConversationAnalytics> Handle(GetConversationAnalytics query, CancellationToken cancellationToken)
    {
        object?[] filter = ["conversation_analytics", call.OrgId, query.StartDate, query.EndDate];
        var after = Cursor.Decode(query.Cursor, filter);
        var last = query.EndDate is { } end ? Start(end) : TimelineBuckets.DayOf(time.GetUtcNow());
        var first = query.StartDate is { } start ? Start(start) : TimelineBuckets.Days(last, DefaultDays)[0];

        var (total, found) = await figures.Read(call.OrgId, first, last.AddDays(1), after, query.Limit + 1, cancellationToken);
        var page = found.Take(query.Limit).ToList();
        return new(
            total.Conversations, total.CostUsd, total.Tasks,
            total.Conversations == 0 ? null : Math.Round(total.CostUsd / total.Conversations, 6, MidpointRounding.AwayFromZero),
            total.Conversations == 0 ? null : (double)total.Tasks / total.Conversations,
            total.Conversations == 0 ? null : (double)(total.DurationMicroseconds / total.Conversations / 1_000_000),
            page, found.Count > page.Count ? new Cursor(page[^1].CreatedAt, page[^1].Id).Encode(filter) : null);
    }

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}

/// <summary>Totals over the conversations of the span, and the conversations themselves, newest first. Averages are per conversation, null without any.</summary>
public sealed record ConversationAnalytics(
    long TotalConversations, decimal TotalCostUsd, long TotalTasks, decimal? AvgCostUsd, double? AvgTasks, double? AvgDurationSeconds,
    IReadOnlyList<ConversationCost> Conversations, string? NextCursor);

/// <summary>What the ended runs of one conversation amount to.</summary>
public sealed record ConversationCost(
    Guid Id, string Title, decimal TotalCostUsd, long TotalTasks, double TotalDurationSeconds, int MessageCount, DateTimeOffset CreatedAt);

/// <summary>Sums over conversations.</summary>
public sealed record ConversationTotal(long Conversations, long Tasks, decimal CostUsd, decimal DurationMicroseconds);

/// <summary>What the conversations of an organisation with its agents amount to.</summary>
public interface IConversationFigures
{
    /// <summary>The exact sums over a span of whole days, and its conversations, newest first.</summary>
    Task<(ConversationTotal Total, IReadOnlyList<ConversationCost> Conversations)> Read(
        string orgId, DateTimeOffset since, DateTimeOffset until, Cursor? after, int take, CancellationToken cancellationToken);
}
