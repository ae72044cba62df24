using System.Collections.Concurrent;
using System.Net;
using Dapper;
using Hivemind.Domain.Live;
using Hivemind.FunctionalTests.Knowledge.Contributions;
using Hivemind.FunctionalTests.Live;

namespace Hivemind.FunctionalTests.Serving;

/// <summary>Clients that contribute and approve as fast as they can, remember what was answered, and go on when nobody answers.</summary>
internal sealed class Traffic(Organisation organisation)
{
    private const int Writers = 16;

    private readonly ConcurrentDictionary<Guid, Guid> _approved = new();
    private readonly ConcurrentBag<Guid> _contributed = [];
    private readonly ConcurrentBag<string> _surprises = [];
    private Task _running = Task.CompletedTask;
    private volatile bool _isEnded;

    /// <summary>How many approvals were answered.</summary>
    public int Count => _approved.Count;

    public void Begin() => _running = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(Write)));

    public Task UntilMore(int count)
    {
        var goal = Count + count;
        return Eventually.Seen(() => Task.FromResult(Count >= goal), $"{count} more approvals, {Count} so far; {string.Join('\n', _surprises.Take(3))}");
    }

    public async Task End()
    {
        _isEnded = true;
        await _running;
        Assert.That(_surprises, Is.Empty, "only good answers and 503");
    }

    /// <summary>Everything that was answered is there, all that is there is whole, and a feed from the start has each once.</summary>
    public async Task<IReadOnlyList<Guid>> Check(TestServer server, CancellationToken cancellationToken)
    {
        await using var connection = await server.Database.OpenConnectionAsync(cancellationToken);
        var contributions = (await connection.QueryAsync<Guid>(
            "select id from pending_contributions where org_id = @Id union all select contribution_id from contribution_decisions where org_id = @Id",
            organisation)).ToList();
        var items = (await connection.QueryAsync<(Guid ContributionId, Guid Id)>(
            """
            select contribution_id, id
            from knowledge_items i
            where org_id = @Id and exists (select from knowledge_embeddings where item_id = i.id)
            """, organisation)).ToList();

        Assert.That(contributions, Is.Unique.And.SupersetOf(_contributed));
        Assert.That(items.Select(item => item.ContributionId), Is.Unique);
        Assert.That(items, Is.SupersetOf(_approved.Select(pair => (pair.Key, pair.Value))));
        Assert.That(await server.Ask<long>("select count(*) from knowledge_items where org_id = @Id", organisation), Is.EqualTo(items.Count));

        var ids = items.Select(item => item.Id).ToList();
        Assert.That(await Replay(server, cancellationToken), Is.EquivalentTo(ids));
        return ids;
    }

    /// <summary>What a feed from position zero brings, up to a last item that is published now.</summary>
    private async Task<List<Guid>> Replay(TestServer server, CancellationToken cancellationToken)
    {
        var admin = organisation.Admin.At(server);
        (await admin.Get("stream/events?limit=1")).Expect(HttpStatusCode.OK); // the first reader of a log gives it its epoch
        var epoch = Convert.ToUInt64(await server.Ask<string>("select value from deployment_config where key = 'stream_epoch'"), 16);
        await using var feed = await Watcher.Open(admin, "/api/v1/stream/feed", Position.Start(epoch).Encode(), cancellationToken);
        var last = await admin.Publish();

        var ids = new List<Guid>();
        while (ids is not [.., var newest] || newest != last)
            ids.Add((await feed.Next(cancellationToken)).Json.GetProperty("id").GetGuid());

        return ids[..^1];
    }

    private async Task Write()
    {
        while (!_isEnded)
        {
            try
            {
                await ContributeAndApprove();
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20); // nobody answers
            }
        }
    }

    private async Task ContributeAndApprove()
    {
        var offered = await organisation.Admin.Offer(Contribute.Text());
        if (!IsGood(offered, HttpStatusCode.Created))
            return;

        var id = offered.Json.GetProperty("contribution_id").GetGuid();
        _contributed.Add(id);
        var approved = await organisation.Admin.Approve(id);
        if (IsGood(approved, HttpStatusCode.OK))
            _approved[id] = approved.Json.GetProperty("item_id").GetGuid();
    }

    private bool IsGood(Answer answer, HttpStatusCode good)
    {
        if (answer.Status != good && answer.Status != HttpStatusCode.ServiceUnavailable)
            _surprises.Add($"{answer.Status} {answer.Text}");

        return answer.Status == good;
    }
}
