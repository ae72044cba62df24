using Dapper;
using Hivemind.FunctionalTests.Database;
using Hivemind.FunctionalTests.Serving;
using Hivemind.FunctionalTests.Webhooks;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Category("Slow"), CancelAfter(180_000)]
public sealed class EngineCrashTests
{
    [Test]
    public async Task After_kill_9_another_process_goes_on_and_only_the_call_under_way_is_made_again(CancellationToken token)
    {
        var calls = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var going = new TaskCompletionSource();
        var isDead = false;
        await using var receiver = await Receiver.Start(async (context, call) =>
        {
            calls.Enqueue(call.Path);
            if (call.Path.EndsWith("/second", StringComparison.Ordinal) && !isDead)
            {
                going.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        });
        await using var directory = new EmbeddedDirectory();
        await using var given = await directory.Start();
        await using var keys = new EmbeddedDirectory();
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Hivemind"] = given.ConnectionString,
            ["Webhooks:AllowHttp"] = "true",
            ["Webhooks:AllowedNetworks"] = "127.0.0.0/8",
        };
        await using var first = await ServerProcess.Start(keys.Path, token, settings);
        var organisation = await Hive.NewOrganisation(first.Server);
        var id = await Automate.Create(organisation, Automate.Body("custom.test",
            Automate.Emit("custom.before"), Automate.Webhook($"{receiver.Url}/first"), Automate.Webhook($"{receiver.Url}/second"), Automate.Emit("custom.after")));
        await Queue(organisation, id);
        await going.Task.WaitAsync(token);

        await first.Kill(token);
        isDead = true;
        await using var second = await ServerProcess.Start(keys.Path, token, settings);
        organisation = organisation with { Server = second.Server, Admin = organisation.Admin.At(second.Server) };
        await Expire(organisation);
        var row = (await Automate.Logged(organisation, id))[0];

        Assert.That(row.Status(), Is.EqualTo("success"), row.GetRawText());
        Assert.That(calls, Is.EqualTo(new[] { "/hook/first", "/hook/second", "/hook/second" }));
        Assert.That(await Automate.Read<long>(organisation, "select count(*) from events where event_type in ('custom.before', 'custom.after')"), Is.EqualTo(2));
        Assert.That(await Automate.Read<long>(organisation, "select count(*) from automation_executions"), Is.Zero);
    }

    // As the matcher queues it; the event worker is not what this test is about.
    private static async Task Queue(Organisation organisation, Guid automation)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into automation_executions (id, org_id, automation_id, event_id, queue, priority, trigger, queued_at)
            values (@Id, @OrgId, @automation, @Id, 'default', 0, '{"event_type":"custom.test","payload":{}}', now())
            """, new { Id = Guid.CreateVersion7(), OrgId = organisation.Id, automation });
    }

    // Half a minute passes.
    private static async Task Expire(Organisation organisation)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("update automation_executions set leased_until = now() - interval '1 second'");
    }
}
