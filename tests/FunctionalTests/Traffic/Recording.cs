using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Traffic;

/// <summary>Records events as the server's own parts do, in a transaction of their own.</summary>
internal static class Recording
{
    public static async Task<IReadOnlyList<Recorded>> Record(this TestServer server, params IReadOnlyList<NewEvent> events)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var recorded = await scope.ServiceProvider.GetRequiredService<EventRecorder>().RecordAll(events, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(CancellationToken.None);
        return recorded;
    }
}
