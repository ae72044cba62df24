using System.Net;
using System.Net.Sockets;

namespace Hivemind.FunctionalTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class GuardTests
{
    [TestCase("https://127.0.0.1:{0}/")]
    [TestCase("https://localhost:{0}/")]
    [TestCase("https://2130706433:{0}/")]
    [TestCase("https://0x7f.1:{0}/")]
    [TestCase("https://[::ffff:127.0.0.1]:{0}/")]
    [TestCase("https://[64:ff9b::7f00:1]:{0}/")]
    public async Task Loopback_is_refused_without_a_connection(string url)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, string.Format(System.Globalization.CultureInfo.InvariantCulture, url, ((IPEndPoint)listener.LocalEndpoint).Port));

        await Hooks.Publish(organisation);
        var delivery = await Hooks.Tried(organisation, endpoint.Id, 1);

        Assert.That(delivery.GetProperty("error").GetString(), Is.EqualTo("address_refused"));
        Assert.That(listener.Pending(), Is.False);
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
        var endpoint = await Hooks.Subscribe(organisation, $"http://hooks.example:{new Uri(receiver.Url).Port}/", maxConcurrency: 1);

        await Hooks.Publish(organisation);
        await Hooks.Delivery(organisation, endpoint.Id, one => one.GetProperty("status").GetString() == "succeeded");
        await Hooks.Publish(organisation);
        await Hooks.Delivery(organisation, endpoint.Id, one => one.GetProperty("error").GetString() == "address_refused");
        await Hooks.Publish(organisation);
        await Hooks.Until(() => answers.Count == 0);
        await Hooks.Tried(organisation, endpoint.Id, 1);

        Assert.That(receiver.Calls, Has.Count.EqualTo(1));
        Assert.That(await Hooks.Count(server, "select count(*) from webhook_deliveries where error = 'address_refused'"), Is.EqualTo(2));
    }

    [Test]
    public async Task Plain_http_and_credentials_are_refused_when_an_endpoint_is_kept()
    {
        var organisation = await Hive.NewOrganisation();

        foreach (var url in new[] { "http://example.com/", "https://user:password@example.com/", "example.com", "" })
        {
            var answer = await organisation.Admin.Post("webhook-endpoints", new { url });
            answer.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
            Assert.That(answer.Json.GetProperty("errors").TryGetProperty("url", out _), Is.True, answer.Text);
        }
    }

    [Test]
    public async Task A_name_without_addresses_is_a_host_not_found()
    {
        await using var server = await Hooks.Start(resolve: (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, "http://nowhere.example/");

        await Hooks.Publish(organisation);

        Assert.That((await Hooks.Tried(organisation, endpoint.Id, 1)).GetProperty("error").GetString(), Is.EqualTo("host_not_found"));
    }
}
