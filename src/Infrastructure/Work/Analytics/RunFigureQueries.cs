using Hivemind.Application.Work.Analytics;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Work.Analytics;

internal sealed class RunFigureQueries(ReadDatabase database) : IRunFigures
{
    public async Task<ILookup<FigureSelection, RunFigure>> Read(
        string orgId, IReadOnlyList<FigureSelection> selections, CancellationToken cancellationToken)
    {
        var rows = await database.List<Row>(
            """
            select selection.place::int as place, figure.bucket, figure.key, figure.runs, figure.completed, figure.failed, figure.finished,
                figure.ran, figure.counted, figure.priced, figure.cost_usd, figure.tokens, figure.age_us as age_microseconds,
                figure.run_us as run_microseconds, figure.duration_us as duration_microseconds
            from unnest(@Dimensions, @Grains, @Since, @Until, @Whole) with ordinality
                as selection (dimension, grain, since, until, is_whole, place)
            cross join lateral run_figures_of(
                @orgId, selection.dimension, selection.grain, selection.since, selection.until, selection.is_whole) figure
            """,
            new
            {
                orgId,
                Dimensions = selections.Select(selection => EnumText.Of(selection.Dimension)).ToArray(),
                Grains = selections.Select(selection => EnumText.Of(selection.Grain)).ToArray(),
                Since = selections.Select(selection => selection.Since.UtcDateTime).ToArray(),
                Until = selections.Select(selection => selection.Until.UtcDateTime).ToArray(),
                Whole = selections.Select(selection => selection.IsWhole).ToArray(),
            }, cancellationToken);

        return rows.ToLookup(row => selections[row.Place - 1], row => row.ToFigure());
    }

    private sealed record Row(
        int Place, DateTimeOffset Bucket, string Key, long Runs, long Completed, long Failed, long Finished, long Ran, long Counted, long Priced,
        decimal CostUsd, long Tokens, decimal AgeMicroseconds, decimal RunMicroseconds, decimal DurationMicroseconds)
    {
        public RunFigure ToFigure() =>
            new(Bucket, Key, Runs, Completed, Failed, Finished, Ran, Counted, Priced, CostUsd, Tokens, AgeMicroseconds, RunMicroseconds, DurationMicroseconds);
    }
}
