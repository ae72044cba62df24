using Hivemind.Application.Live;
using Hivemind.Application.People;
using Hivemind.Domain.Live;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Live;
using Microsoft.Extensions.Options;
using Npgsql;

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
        using var kept = new Log(Rows, 32, _time);

        var seen = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => kept.ReadOn(number * 7, token), token)));

        for (var number = 0; number < seen.Length; number++)
            Assert.That(seen[number], Is.EqualTo(Enumerable.Range((number * 7) + 1, Rows - (number * 7))));
        Assert.That(kept.Reads, Is.LessThanOrEqualTo(10), "2,000 rows are four pages; where pages begin differs a little at first");
    }

    [Test]
    public async Task What_the_tailer_read_is_not_read_again(CancellationToken token)
    {
        using var kept = new Log(Rows, 32, _time);
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
        using var kept = new Log(6_000, 1, _time); // rows of about 600 bytes: it does not hold all of them
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
        using var kept = new Log(60_000, 32, _time);

        await kept.Shared.Read(kept.Selection, kept.At(0), kept.At(60_000), token);
        await kept.Shared.Read(kept.Selection, kept.At(20_000), kept.At(60_000), token);

        Assert.That(kept.Selections, Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task Rows_of_another_epoch_are_not_mixed_in(CancellationToken token)
    {
        using var kept = new Log(Rows, 32, _time);
        kept.Tail(0, 100);
        kept.Epoch = 8;

        Assert.That(await kept.ReadOn(0, token), Has.Count.EqualTo(Rows));
        Assert.That(kept.Reads, Is.GreaterThan(0));
    }

    /// <summary>A log of numbered rows that counts how often it is read.</summary>
    private sealed class Log : ILiveReader, IDisposable
    {
        private readonly NpgsqlDataSource _none = NpgsqlDataSource.Create("Host=nowhere");
        private readonly RecentLog _recent;
        private readonly int _rows;

        public Log(int rows, int megabytes, TimeProvider time)
        {
            _rows = rows;
            _recent = new RecentLog(Options.Create(new StreamOptions { CatchUpMegabytes = megabytes }), time);
            Shared = new SharedLog(this, new LiveTexts(_none), _recent);
        }

        public SharedLog Shared { get; }

        public LiveSelection Selection { get; } =
            new(SystemPrincipal.Of("org"), new KnowledgeAccess(isAdmin: true, []), [Topic.Instances]);

        public ulong Epoch { get; set; } = 7;

        public int Reads { get; private set; }

        public List<bool> Selections { get; } = [];

        public Position At(int number) => new(Epoch, (ulong)number, number);

        public void Tail(int after, int count) => _recent.Add(At(after), Page(after, count));

        public async Task<List<int>> ReadOn(int after, CancellationToken token)
        {
            var (seen, at) = (new List<int>(), At(after));
            while (At(_rows).IsAfter(at))
            {
                var page = await Shared.Read(Selection, at, At(_rows), token);
                seen.AddRange(page.Rows.Select(row => (int)row.Position.Id));
                at = page.End;
            }

            return seen;
        }

        public async Task<LogPage> Read(LiveSelection? selection, Position after, Position? until, int limit, CancellationToken cancellationToken)
        {
            Selections.Add(selection is not null);
            Reads++;
            await Task.Yield();
            return Page((int)after.Id, limit);
        }

        public Task<LogState> State(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<(LogState Log, TaskMark? Task)> State(string orgId, Guid taskId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Dispose()
        {
            Shared.Dispose();
            _none.Dispose();
        }

        private LogPage Page(int after, int limit)
        {
            var count = Math.Min(limit, _rows - after);
            var payload = $$"""{"padding":"{{new string('x', 100)}}"}""";
            return new(
                [.. Enumerable.Range(after + 1, count).Select(number =>
                    new LiveEvent(At(number), "org", false, Topic.Instances, "instance.status", payload, DateTimeOffset.UnixEpoch))],
                At(after + count), HasMore: after + count < _rows, IsUnsettled: false);
        }
    }
}
