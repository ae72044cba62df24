namespace Hivemind.FunctionalTests;

/// <summary>What the whole run shares.</summary>
[SetUpFixture]
internal sealed class TestRun
{
    [OneTimeTearDown]
    public Task Stop() => TestDatabase.Stop();
}
