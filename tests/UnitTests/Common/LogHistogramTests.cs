using Hivemind.Domain.Common;

namespace Hivemind.UnitTests.Common;

[Parallelizable(ParallelScope.All)]
public sealed class LogHistogramTests
{
    [TestCase(0, 0)]
    [TestCase(1, 0)]
    [TestCase(2, 16)]
    [TestCase(3, 24)]
    [TestCase(1_000_000, 318)]
    public void A_number_falls_into_its_cell(long value, int cell) => Assert.That(LogHistogram.CellOf(value), Is.EqualTo(cell));

    [Test]
    public void The_middle_of_a_cell_is_near_every_number_in_it()
    {
        for (var value = 1L; value < long.MaxValue / 8; value = (value * 5 / 4) + 1)
            Assert.That(LogHistogram.Middle(LogHistogram.CellOf(value)), Is.EqualTo((double)value).Within(3.2).Percent, $"{value}");
    }

    [TestCase(0.0)]
    [TestCase(0.5)]
    [TestCase(0.95)]
    [TestCase(1.0)]
    public void A_percentile_errs_by_little(double fraction)
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 1001).Select(_ => (long)Math.Exp(random.NextDouble() * 20)).Order().ToList();

        var percentile = LogHistogram.Percentile(Cells(values), fraction);

        Assert.That(percentile, Is.EqualTo((double)values[(int)(1000 * fraction)]).Within(3.2).Percent);
    }

    [Test]
    public void A_percentile_lies_between_two_numbers_as_their_ranks_say()
    {
        var percentile = LogHistogram.Percentile(Cells([1 << 10, 1 << 20]), 0.95);

        Assert.That(percentile, Is.EqualTo((0.05 * (1 << 10)) + (0.95 * (1 << 20))).Within(3.2).Percent);
    }

    [Test]
    public void Nothing_has_no_percentile() => Assert.That(LogHistogram.Percentile([new(3, 0)], 0.95), Is.Null);

    private static IEnumerable<KeyValuePair<int, long>> Cells(IEnumerable<long> values) =>
        values.GroupBy(LogHistogram.CellOf).Select(cell => new KeyValuePair<int, long>(cell.Key, cell.Count()));
}
