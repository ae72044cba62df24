using Hivemind.Application.Live;
using Hivemind.Domain.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>
/// Reads the log for those who catch up. Whoever is near the end shares rows, texts and bytes with all others near it: what one has
/// read, the next ones find in memory. Whoever is far from it lets the database choose and skips what does not concern it.
/// </summary>
internal sealed class SharedLog(ILiveReader log, LiveTexts texts, RecentLog recent) : IDisposable
{
    private const int Near = 50_000;
    private const int OwnPage = 256;

    // One at a time, so that those who come together for the same page read it once.
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly SemaphoreSlim _completing = new(1, 1);

    /// <summary>The next rows after a position, up to another one, that the selection includes, with their texts.</summary>
    public async Task<LogPage> Read(LiveSelection selection, Position after, Position until, CancellationToken cancellationToken)
    {
        var page = recent.Find(after, until);
        if (page is null && until.Id - after.Id > Near)
            return await log.Read(selection, after, until, OwnPage, cancellationToken);

        page ??= await Load(after, until, cancellationToken);
        List<LiveEvent> chosen = [.. page.Rows.Select(row => row.ForLater()).Where(selection.Includes)];
        if (!chosen.Exists(row => row.LacksText))
            return page with { Rows = chosen };

        await Complete(chosen, cancellationToken);
        return page with { Rows = [.. chosen.Where(selection.Includes)] };
    }

    public void Dispose()
    {
        _loading.Dispose();
        _completing.Dispose();
    }

    private async Task<LogPage> Load(Position after, Position until, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (recent.Find(after, until) is { } found)
                return found;

            var page = await log.Read(null, after, null, LogStretch.MostRows, cancellationToken);
            recent.Add(after, page);
            return page.UpTo(until);
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task Complete(List<LiveEvent> rows, CancellationToken cancellationToken)
    {
        await _completing.WaitAsync(cancellationToken);
        try
        {
            await texts.Complete([.. rows.Where(row => row.LacksText)], cancellationToken);
        }
        finally
        {
            _completing.Release();
        }
    }
}
