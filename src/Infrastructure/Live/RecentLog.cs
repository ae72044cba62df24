using Hivemind.Application.Live;
using Hivemind.Domain.Live;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Live;

/// <summary>
/// The rows that this process read lately, whoever read them: the tailer for those who follow, or somebody who caught up. Bounded in
/// memory; the stretch that nobody used for longest goes first.
/// </summary>
internal sealed class RecentLog(IOptions<StreamOptions> options, TimeProvider time)
{
    // A text that was deleted is given to those who resume for so long at most.
    private static readonly long Age = TimeSpan.FromSeconds(60).Ticks;

    private readonly Lock _gate = new();
    private readonly List<LogStretch> _stretches = []; // in the order of the log; they touch but never overlap
    private readonly long _most = (long)options.Value.CatchUpMegabytes << 20;
    private ulong _epoch;
    private long _weight;
    private long _uses;

    /// <summary>Keeps the rows after a position up to the end of the page.</summary>
    public void Add(Position after, LogPage page)
    {
        if (page.Rows.Count == 0 || page.End.Epoch != after.Epoch)
            return;

        lock (_gate)
        {
            Forget(after.Epoch);
            var index = CountUpTo(after);
            if (index > 0 && _stretches[index - 1].End.IsAfter(after))
                after = _stretches[index - 1].End;

            page = index < _stretches.Count ? page.UpTo(_stretches[index].After) : page;
            if (!page.End.IsAfter(after))
                return;

            List<LiveEvent> rows = [.. page.Rows.SkipWhile(row => !row.Position.IsAfter(after))];
            var stretch = StretchFor(after, rows.Count, index);
            _weight += stretch.Weigh(); // before it grows, as its last rows were weighed without their bytes
            stretch.Append(rows, page.End);
            _weight += stretch.Weigh();
            stretch.LastUsed = ++_uses;
            Shrink();
        }
    }

    /// <summary>The next rows after a position, up to another one; null when they are not here.</summary>
    public LogPage? Find(Position after, Position until)
    {
        lock (_gate)
        {
            Forget(after.Epoch);
            var index = CountUpTo(after);
            if (index == 0 || _stretches[index - 1] is not { } stretch || !stretch.End.IsAfter(after))
                return null;

            _weight += stretch.Weigh();
            stretch.LastUsed = ++_uses;
            return stretch.Slice(after, until);
        }
    }

    /// <summary>How many stretches begin at a position or before it.</summary>
    private int CountUpTo(Position position)
    {
        var (low, high) = (0, _stretches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_stretches[middle].After.IsAfter(position))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private LogStretch StretchFor(Position after, int rows, int index)
    {
        var now = time.GetUtcNow().UtcTicks;
        if (index > 0 && _stretches[index - 1] is { } last && last.End == after && last.TakesMore(rows, now))
            return last;

        var stretch = new LogStretch(after, now);
        _stretches.Insert(index, stretch);
        return stretch;
    }

    private void Forget(ulong epoch)
    {
        var oldest = time.GetUtcNow().UtcTicks - Age;
        if (_epoch != epoch)
            (_epoch, oldest) = (epoch, long.MaxValue);

        if (_stretches.RemoveAll(stretch => stretch.ReadAt < oldest) > 0)
            _weight = _stretches.Sum(stretch => stretch.Weight);
    }

    private void Shrink()
    {
        while (_weight > _most && _stretches.MinBy(stretch => stretch.LastUsed) is { } unused)
        {
            _stretches.Remove(unused);
            _weight -= unused.Weight;
        }
    }
}
