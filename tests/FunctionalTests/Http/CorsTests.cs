namespace Hivemind.FunctionalTests.Http;

[Parallelizable(ParallelScope.All)]
public sealed class CorsTests
{
    [Test]
    public async Task Only_pages_of_configured_origins_may_read_answers()
    {
        await using var server = await TestServer.Start(settings: new() { ["Cors:Origins"] = "https://app.example.com" });
        var nobody = await Hive.Nobody(server);

        var friend = await nobody.Get("/health", ("Origin", "https://app.example.com"));
        var stranger = await nobody.Get("/health", ("Origin", "https://evil.example.com"));
        var byDefault = await (await Hive.Nobody()).Get("/health", ("Origin", "https://app.example.com"));

        Assert.That(friend.Header("Access-Control-Allow-Origin"), Is.EqualTo("https://app.example.com"));
        Assert.That(friend.Header("Access-Control-Allow-Credentials"), Is.Null);
        Assert.That((stranger.Header("Access-Control-Allow-Origin"), byDefault.Header("Access-Control-Allow-Origin")), Is.EqualTo(((string?)null, (string?)null)));
    }
}
