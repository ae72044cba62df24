using Hivemind.Application.Traffic.Figures;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Figures;

internal sealed class EventFigureKeeper(DbSession session) : IEventFigureKeeper
{
    public Task<int> Fold(int limit, CancellationToken cancellationToken) =>
        session.FindOne<int>(FigureSql.Fold, new { Batch = limit }, cancellationToken);
}
