using Hivemind.Application.Common;
using Hivemind.Application.Work.Analytics;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Work.Analytics;

internal sealed class ConversationFigureQueries(ReadDatabase database) : IConversationFigures
{
    public async Task<(ConversationTotal Total, IReadOnlyList<ConversationCost> Conversations)> Read(
        string orgId, DateTimeOffset since, DateTimeOffset until, Cursor? after, int take, CancellationToken cancellationToken)
    {
        var parameters = new { orgId, since, until, AfterTime = after?.Time, AfterId = after?.Id, take };
        var total = await database.FindOne<ConversationTotal>(
            """
            select coalesce(sum(conversations), 0)::bigint as conversations, coalesce(sum(tasks), 0)::bigint as tasks,
                trim_scale(coalesce(sum(cost_usd), 0)) as cost_usd, coalesce(sum(duration_us), 0) as duration_microseconds
            from conversation_figures_now
            where org_id = @orgId and day >= @since and day < @until
            """, parameters, cancellationToken) ?? throw new InvalidOperationException("An aggregate has one row.");

        var conversations = await database.List<ConversationCost>(
            """
            select id, title, trim_scale(total_cost_usd) as total_cost_usd, (completed_tasks + failed_tasks)::bigint as total_tasks,
                total_duration_seconds, message_count, created_at
            from conversations
            where org_id = @orgId and kind = 'agent' and created_at >= @since and created_at < @until
              and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId::uuid))
            order by created_at desc, id desc
            limit @take
            """, parameters, cancellationToken);

        return (total, conversations);
    }
}
