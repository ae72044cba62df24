namespace Hivemind.Domain.Common;

/// <summary>
/// A histogram of whole numbers from 1 on with 16 cells per power of two. Histograms merge by adding their counts, and a percentile
/// out of one errs by at most 3.2 %. The database cuts numbers into the same cells (function log_cell).
/// </summary>
public static class LogHistogram
{
    private const int CellsPerPower = 16;

    /// <summary>The cell of a number; what is below 1 counts as 1.</summary>
    public static int CellOf(long value)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Max(value, 1));
        return (int)(bits >> 48) - (1023 * CellsPerPower);
    }

    /// <summary>The middle of a cell.</summary>
    public static double Middle(int cell) => (Lower(cell) + Lower(cell + 1)) / 2;

    /// <summary>The continuous percentile over all counted numbers; null when there are none.</summary>
    /// <param name="fraction">From 0 to 1, for example 0.95.</param>
    public static double? Percentile(IEnumerable<KeyValuePair<int, long>> cells, double fraction)
    {
        var sorted = cells.Where(cell => cell.Value > 0).OrderBy(cell => cell.Key).ToList();
        var count = sorted.Sum(cell => cell.Value);
        if (count == 0)
            return null;

        var place = fraction * (count - 1);
        var below = (long)Math.Floor(place);
        var (low, high) = (At(sorted, below), At(sorted, Math.Min(below + 1, count - 1)));
        return low + ((place - below) * (high - low));
    }

    private static double Lower(int cell) =>
        Math.ScaleB(1 + (cell % CellsPerPower / (double)CellsPerPower), cell / CellsPerPower);

    private static double At(IReadOnlyList<KeyValuePair<int, long>> sorted, long rank)
    {
        foreach (var (cell, count) in sorted)
        {
            if (rank < count)
                return Middle(cell);

            rank -= count;
        }

        return Middle(sorted[^1].Key);
    }
}
