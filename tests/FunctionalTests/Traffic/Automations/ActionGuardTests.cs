using System.Net;
using System.Net.Sockets;
using Hivemind.FunctionalTests.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Hivemind.FunctionalTests.Traffic.Automations;

/// <summary>What tenants write into webhook actions reaches the public internet only.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ActionGuardTests
{
    [Test]
    public async Task Inner_addresses_are_refused_without_a_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        string[] urls =
        [
            $"https://127.0.0.1:{port}/", $"https://localhost:{port}/{{{{payload.n}}}}", $"https://2130706433:{port}/", $"https://[::1]:{port}/",
            $"https://[::ffff:127.0.0.1]:{port}/", $"https://[64:ff9b::7f00:1]:{port}/", $"https://10.0.0.1:{port}/", $"https://192.168.1.1:{port}/",
            $"https://169.254.169.254:{port}/latest/meta-data", $"https://[fe80::1]:{port}/", $"https://[fd00::1]:{port}/",
        ];
        var id = await Automate.Create(organisation, Automate.Body("custom.test", [.. urls.Select(url => Automate.Webhook(url))]));

        await Automate.Happen(organisation);
        var row = (await Automate.Logged(organisation, id))[0];

        Assert.That(row.GetProperty("actionsExecuted").EnumerateArray().Select(action => action.GetProperty("error").GetString()), Is.All.EqualTo("address_refused"));
        Assert.That(row.GetProperty("actionsExecuted").GetArrayLength(), Is.EqualTo(urls.Length));
        Assert.That(listener.Pending(), Is.False);
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        await using var target = await Receiver.Start();
        await using var receiver = await Receiver.Start((context, _) =>
        {
            context.Response.Redirect(target.Url);
            return Task.CompletedTask;
        });
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Webhook(receiver.Url)));

        await Automate.Happen(organisation);

        Assert.That((await Automate.Logged(organisation, id))[0].Error(), Is.EqualTo("redirect"));
        Assert.That(target.Calls, Is.Empty);
    }

    [Test]
    public async Task A_name_that_changes_its_answer_is_checked_at_every_connect()
    {
        await using var receiver = await Receiver.Start((context, _) =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        var answers = new Queue<IPAddress[]>([[IPAddress.Loopback], [IPAddress.Parse("192.168.7.7")], [IPAddress.Parse("1.1.1.1"), IPAddress.Parse("10.0.0.1")]]);
        await using var server = await Hooks.Start(resolve: (_, _) => Task.FromResult(answers.Dequeue()));
        var organisation = await Hive.NewOrganisation(server);
        var action = Automate.Webhook($"http://hooks.example:{new Uri(receiver.Url).Port}/");
        var id = await Automate.Create(organisation, Automate.Body("custom.test", action, action, action));

        await Automate.Happen(organisation);
        var row = (await Automate.Logged(organisation, id))[0];

        Assert.That(row.GetProperty("actionsExecuted").EnumerateArray().Select(one => one.GetProperty("error").GetString()), Is.EqualTo(new[] { null, "address_refused", "address_refused" }));
        Assert.That(receiver.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_answer_larger_than_a_megabyte_is_refused()
    {
        await using var receiver = await Receiver.Start((context, _) => context.Response.WriteAsync(new string('x', 1_100_000)));
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Webhook(receiver.Url)));

        await Automate.Happen(organisation);

        Assert.That((await Automate.Logged(organisation, id))[0].Error(), Is.EqualTo("response_too_large"));
    }

    [Test]
    public async Task A_header_cannot_smuggle_another_line()
    {
        await using var receiver = await Receiver.Start();
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.test",
            new { type = "webhook", config = new { url = receiver.Url, headers = new Dictionary<string, string> { ["X-Text"] = "{{payload.text}}" } } }));

        await Automate.Happen(organisation, payload: new { text = "a\r\nX-Other: b" });

        Assert.That((await Automate.Logged(organisation, id))[0].Error(), Does.Contain("more than one line"));
        Assert.That(receiver.Calls, Is.Empty);
    }
}
