namespace Hivemind.FunctionalTests;

/// <summary>Looks until a thing is seen. It gives up after two minutes, which only a failing test takes.</summary>
internal static class Eventually
{
    public static async Task Seen(Func<Task<bool>> look, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await look())
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"Never seen: {what}");

            await Task.Delay(20, CancellationToken.None);
        }
    }
}
