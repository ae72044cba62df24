using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(60_000)]
public sealed class StreamFramingTests
{
    [Test]
    public async Task A_stream_that_ends_leaves_its_connection_to_the_next_request(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var run = await LiveRun.Start(organisation);
        await run.Output(1, "one", new string('x', 5_000));
        await run.Finish(new string('r', 40_000));
        using var client = await Connect(organisation.Server, token);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1); // a character for each byte

        await Ask(client, $"GET /api/v1/tasks/{run.Id}/stream?after=0 HTTP/1.1", organisation, token);
        var head = await Head(reader, token);
        var body = await Chunks(reader, token);
        await Ask(client, $"GET /api/v1/tasks/{run.Id} HTTP/1.1", organisation, token);
        var next = await Head(reader, token);

        Assert.That(head, Does.StartWith("HTTP/1.1 200").And.Contain("Transfer-Encoding: chunked"));
        Assert.That(body.StartsWith(": connected\n", StringComparison.Ordinal) && body.EndsWith("\n\n", StringComparison.Ordinal), Is.True);
        Assert.That(body.Split('\n').Where(line => line.StartsWith("event: ", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "event: task_output", "event: task_output", "event: task_status" }));
        Assert.That((body.Count(letter => letter == 'x') >= 5_000, body.Count(letter => letter == 'r') >= 40_000), Is.EqualTo((true, true)));
        Assert.That(next, Does.StartWith("HTTP/1.1 200"));
    }

    [Test]
    public async Task A_client_of_HTTP_1_0_gets_no_chunks(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var run = await LiveRun.Start(organisation);
        await run.Finish("done");
        using var client = await Connect(organisation.Server, token);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);

        await Ask(client, $"GET /api/v1/tasks/{run.Id}/stream HTTP/1.0", organisation, token);
        var head = await Head(reader, token);
        var body = await reader.ReadToEndAsync(token);

        Assert.That(head, Does.StartWith("HTTP/1.1 200").And.Not.Contain("chunked"));
        Assert.That(body, Does.StartWith(": connected\n").And.Contain("event: task_status\n"));
    }

    private static async Task<TcpClient> Connect(TestServer server, CancellationToken token)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, token);
        return client;
    }

    private static async Task Ask(TcpClient client, string request, Organisation organisation, CancellationToken token) =>
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"{request}\r\nHost: test\r\nX-API-Key: {organisation.Admin.Credential}\r\n\r\n"), token);

    private static async Task<string> Head(StreamReader reader, CancellationToken token)
    {
        var head = new StringBuilder();
        while (await reader.ReadLineAsync(token) is { Length: > 0 } line)
            head.AppendLine(line);

        return head.ToString();
    }

    /// <summary>The body without its frames; a wrong frame fails the test.</summary>
    private static async Task<string> Chunks(StreamReader reader, CancellationToken token)
    {
        var body = new StringBuilder();
        while (true)
        {
            var length = int.Parse(await reader.ReadLineAsync(token) ?? "", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            var chunk = new char[length];
            await reader.ReadBlockAsync(chunk, token);
            body.Append(chunk);
            Assert.That(await reader.ReadLineAsync(token), Is.Empty, "a chunk ends with a line break");
            if (length == 0)
                return body.ToString();
        }
    }
}
