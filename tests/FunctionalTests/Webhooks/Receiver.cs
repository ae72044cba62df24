using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hivemind.FunctionalTests.Webhooks;

/// <summary>One message as it arrived.</summary>
internal sealed record Received(string Path, string Id, string Timestamp, string Signature, string ContentType, byte[] Body, bool HasTrace);

/// <summary>The other side: a web server of somebody else on a free loopback port.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _now;
    private int _most;

    private Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<Received> Calls { get; } = [];

    /// <summary>The most calls that were ever open at once.</summary>
    public int MostAtOnce => _most;

    public string Url { get; private set; } = "";

    /// <param name="answer">What to do with a call; default is an empty 200.</param>
    public static async Task<Receiver> Start(Func<HttpContext, Received, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(context => receiver.Receive(context, answer));
        await receiver._app.StartAsync();

        var port = new Uri(receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        receiver.Url = $"http://127.0.0.1:{port}/hook";
        return receiver;
    }

    public static Task<Receiver> Answering(int status) => Start((context, _) =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($"said {status}");
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Receive(HttpContext context, Func<HttpContext, Received, Task>? answer)
    {
        var open = Interlocked.Increment(ref _now);
        for (var most = _most; open > most; most = _most)
            Interlocked.CompareExchange(ref _most, open, most);

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = context.Request.Headers;
            var call = new Received(context.Request.Path, $"{headers["webhook-id"]}", $"{headers["webhook-timestamp"]}",
                $"{headers["webhook-signature"]}", $"{context.Request.ContentType}", body.ToArray(), headers.ContainsKey("traceparent"));
            Calls.Enqueue(call);
            if (answer is not null)
                await answer(context, call);
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }
}
