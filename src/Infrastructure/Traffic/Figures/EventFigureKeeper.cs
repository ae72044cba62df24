using Hivemind.Application.Traffic.Figures;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Figures;

internal sealed class EventFigureKeeper(DbSession session) : IEventFigureKeeper
{
    public Task<int> Fold(int limit, DateTimeOffset minutesFrom, CancellationToken cancellationToken) =>
        session.FindOne<int>(FigureSql.Fold, new { Batch = limit, minutesFrom }, cancellationToken);

    public Task<int> ForgetMinutes(int limit, DateTimeOffset minutesFrom, CancellationToken cancellationToken) =>
        session.Execute(FigureSql.ForgetMinutes, new { Batch = limit, minutesFrom }, cancellationToken);
}
