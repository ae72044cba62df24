namespace Hivemind.FunctionalTests;

/// <summary>What the whole run shares.</summary>
[SetUpFixture]
internal sealed class TestRun
{
    [OneTimeTearDown]
    public async Task Stop()
    {
        await TestApp.Stop();
        await TestDatabase.Stop();
    }
}
