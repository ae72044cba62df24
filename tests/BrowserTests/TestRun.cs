using Hivemind.FunctionalTests;

[assembly: LevelOfParallelism(2)]

namespace Hivemind.BrowserTests;

/// <summary>What the whole run shares.</summary>
[SetUpFixture]
internal sealed class TestRun
{
    [OneTimeTearDown]
    public async Task Stop()
    {
        await Chromium.Stop();
        await TestApp.Stop();
        await TestDatabase.Stop();
    }
}
