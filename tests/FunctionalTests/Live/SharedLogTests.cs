namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(60_000)]
public sealed class SharedLogTests
{
    private const int Rows = 2_000;

    private readonly FakeTime _time = new(TimeProvider.System.GetUtcNow());

    [Test]
    public async Task Many_who_resume_near_each_other_read_each_page_once(CancellationToken token)
    {
        using var kept = new NumberedLog(Rows, 32, _time);

        var seen = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => kept.ReadOn(number * 7, token), token)));

        for (var number = 0; number < seen.Length; number++)
            Assert.That(seen[number], Is.EqualTo(Enumerable.Range((number * 7) + 1, Rows - (number * 7))));
        Assert.That(kept.Reads, Is.LessThanOrEqualTo(10), "2,000 rows are four pages; where pages begin differs a little at first");
    }

    [Test]
    public async Task What_the_tailer_read_is_not_read_again(CancellationToken token)
    {
        using var kept = new NumberedLog(Rows, 32, _time);
        for (var at = 500; at < Rows; at += 100)
            kept.Tail(at, 100);

        Assert.That(await kept.ReadOn(700, token), Is.EqualTo(Enumerable.Range(701, Rows - 700)));
        Assert.That(kept.Reads, Is.Zero);

        Assert.That(await kept.ReadOn(450, token), Is.EqualTo(Enumerable.Range(451, Rows - 450)));
        Assert.That(kept.Reads, Is.EqualTo(1), "what came before it is");
    }

    [Test]
    public async Task Rows_are_kept_for_a_minute_and_no_more_of_them_than_allowed(CancellationToken token)
    {
        using var kept = new NumberedLog(6_000, 1, _time); // rows of about 600 bytes: it does not hold all of them
        await kept.ReadOn(0, token);
        var reads = kept.Reads;
        await kept.ReadOn(5_900, token);
        Assert.That(kept.Reads, Is.EqualTo(reads), "the last ones are there");
        await kept.ReadOn(0, token);
        Assert.That(kept.Reads, Is.GreaterThan(reads), "the first ones had to go");

        reads = kept.Reads;
        _time.Advance(TimeSpan.FromSeconds(61));
        await kept.ReadOn(5_900, token);
        Assert.That(kept.Reads, Is.GreaterThan(reads));
    }

    [Test]
    public async Task Whoever_is_far_behind_has_the_database_choose(CancellationToken token)
    {
        using var kept = new NumberedLog(60_000, 32, _time);

        await kept.Shared.Read(kept.Selection, kept.At(0), kept.At(60_000), token);
        await kept.Shared.Read(kept.Selection, kept.At(20_000), kept.At(60_000), token);

        Assert.That(kept.Selections, Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task Rows_of_another_epoch_are_not_mixed_in(CancellationToken token)
    {
        using var kept = new NumberedLog(Rows, 32, _time);
        kept.Tail(0, 100);
        kept.Epoch = 8;

        Assert.That(await kept.ReadOn(0, token), Has.Count.EqualTo(Rows));
        Assert.That(kept.Reads, Is.GreaterThan(0));
    }
}
