using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hivemind.Benchmarks;

/// <summary>The other side of outgoing webhooks: it answers at once, or under one path never.</summary>
internal sealed class DeliveryReceiver : IAsyncDisposable
{
    public const string Dead = "/dead";

    private readonly WebApplication _app;

    private DeliveryReceiver(WebApplication app) => _app = app;

    public static async Task<DeliveryReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => context.Request.Path == Dead ? Task.Delay(Timeout.Infinite, context.RequestAborted) : context.Response.CompleteAsync());
        await app.StartAsync();
        return new DeliveryReceiver(app);
    }

    public string Url(bool isDead) =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + (isDead ? Dead : "/hook");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
