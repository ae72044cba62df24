using Hivemind.Application.Live;
using Hivemind.Application.People;
using Hivemind.Domain.Live;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Live;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Hivemind.FunctionalTests.Live;

/// <summary>A log of numbered rows that counts how often it is read.</summary>
internal sealed class NumberedLog : ILiveReader, IDisposable
{
    private readonly NpgsqlDataSource _none = NpgsqlDataSource.Create("Host=nowhere");
    private readonly RecentLog _recent;
    private readonly int _rows;

    public NumberedLog(int rows, int megabytes, TimeProvider time)
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
