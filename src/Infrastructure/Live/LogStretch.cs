using Hivemind.Application.Live;
using Hivemind.Domain.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>Rows of the log without a gap: all after one position up to another. Not for several threads at once.</summary>
internal sealed class LogStretch(Position after, long readAt)
{
    public const int MostRows = 512;

    private static readonly long FillFor = TimeSpan.FromSeconds(5).Ticks;

    private readonly List<LiveEvent> _rows = [];

    public Position After { get; } = after;

    public Position End { get; private set; } = after;

    /// <summary>UTC ticks.</summary>
    public long ReadAt => readAt;

    /// <summary>A number that grows with every use of any stretch.</summary>
    public long LastUsed { get; set; }

    /// <summary>Bytes, when it was last weighed: rows grow when they are given their texts and bytes.</summary>
    public long Weight { get; private set; }

    public bool TakesMore(int rows, long now) => _rows.Count + rows <= MostRows && now - readAt < FillFor;

    public void Append(IEnumerable<LiveEvent> rows, Position end)
    {
        _rows.AddRange(rows);
        End = end;
    }

    /// <returns>What it has grown by.</returns>
    public long Weigh()
    {
        var before = Weight;
        Weight = _rows.Sum(row => row.Weight);
        return Weight - before;
    }

    /// <summary>Its rows after a position that it covers, and up to another one.</summary>
    public LogPage Slice(Position from, Position until)
    {
        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_rows[middle].Position.IsAfter(from))
                high = middle;
            else
                low = middle + 1;
        }

        return new LogPage(_rows.GetRange(low, _rows.Count - low), End, HasMore: true, IsUnsettled: false).UpTo(until);
    }
}
