using System.Collections.Concurrent;

namespace Hivemind.FunctionalTests.Live;

[CancelAfter(120_000)]
public sealed class ExactlyOnceTests
{
    private const string Feed = "/api/v1/stream/feed";
    private const int Writers = 32;
    private const int RowsEach = 40;

    [Test]
    public async Task With_32_writers_every_committed_row_comes_once_and_in_one_order_to_all(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var one = await TestServer.Start(database);
        await using var two = await TestServer.Start(database);
        var organisation = await Hive.NewOrganisation(one);
        var steady = await Task.WhenAll(Enumerable.Range(0, 4).Select(number =>
            Watcher.Open(organisation.Admin.At(number % 2 == 0 ? one : two), Feed, null, token)));
        await LiveRows.Write(one, organisation.Id, false, "start");
        var start = await Task.WhenAll(steady.Select(watcher => watcher.Next(token)));

        var committed = new ConcurrentBag<string>();
        var reading = steady.Select(watcher => ReadToEnd(watcher, token)).ToList();
        var restless = ReadWithBreaks([one, two], organisation, start[0].Id, token);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Write(writer % 2 == 0 ? one : two, organisation, writer, committed, token)));
        await LiveRows.Write(one, organisation.Id, false, "end");

        var seen = await Task.WhenAll(reading);
        Assert.That(seen[0].Select(message => message.Title()), Is.EquivalentTo(committed));
        Assert.That(committed, Has.Count.GreaterThan(Writers * RowsEach / 2));
        foreach (var other in seen[1..])
            Assert.That(other, Is.EqualTo(seen[0]));

        Assert.That(await restless, Is.EqualTo(seen[0]));
        foreach (var watcher in steady)
            await watcher.DisposeAsync();
    }

    // Transactions of one to three rows that overlap, take their time, and sometimes come to nothing.
    private static async Task Write(TestServer server, Organisation organisation, int writer, ConcurrentBag<string> committed, CancellationToken token)
    {
        var random = new Random(writer);
        await using var connection = await server.Database.OpenConnectionAsync(token);
        for (var number = 0; number < RowsEach;)
        {
            List<string> titles = [.. Enumerable.Range(number, random.Next(1, 4)).Select(row => $"{writer}/{row}")];
            number += titles.Count;

            await using var transaction = await connection.BeginTransactionAsync(token);
            foreach (var title in titles)
            {
                await LiveRows.Insert(connection, organisation.Id, random.Next(3) == 0, title);
                await Task.Delay(random.Next(0, 12), token);
            }

            if (random.Next(5) == 0)
            {
                await transaction.RollbackAsync(token);
                continue;
            }

            await transaction.CommitAsync(token);
            titles.ForEach(committed.Add);
            if (random.Next(2) == 0)
                await LiveRows.Ring(connection);
        }
    }

    private static async Task<List<StreamMessage>> ReadToEnd(Watcher watcher, CancellationToken token)
    {
        var seen = new List<StreamMessage>();
        while (await watcher.Next(token) is var message && (message.Event == "ping" || message.Title() != "end"))
            seen.Add(message);

        return [.. seen.Where(message => message.Event != "ping")];
    }

    // Killed after a few messages, wherever it stands, and back at the other server.
    private static async Task<List<StreamMessage>> ReadWithBreaks(TestServer[] servers, Organisation organisation, string? position, CancellationToken token)
    {
        var (seen, random) = (new List<StreamMessage>(), new Random(7));
        for (var round = 0; ; round++)
        {
            await using var watcher = await Watcher.Open(organisation.Admin.At(servers[round % 2]), Feed, position, token);
            for (var left = random.Next(1, 60); left > 0; left--)
            {
                var message = await watcher.Next(token);
                if (message.Event == "ping")
                    continue;

                if (message.Event == "reset" || message.Title() == "end")
                    return seen;

                seen.Add(message);
                position = message.Id;
            }
        }
    }
}
