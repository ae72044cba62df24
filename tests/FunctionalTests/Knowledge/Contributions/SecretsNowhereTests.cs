using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class SecretsNowhereTests
{
    // Written in two parts, so that no scanner of repositories takes this list for a leak.
    private static readonly (string Family, string Text, string Secret)[] Secrets =
    [
        ("aws", "{0}", "AKIA" + "Q3EGPLZ7NWMXT5RB"),
        ("github", "{0}", "ghp_" + "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5"),
        ("github fine-grained", "{0}", "github_pat_" + "11ABCDEFG0abcdefghijkl_mnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg"),
        ("google", "{0}", "AIza" + "SyD3k9fJ2mQ7wX1zV5bN8cR4tY6uH0pL2aE"),
        ("stripe", "{0}", "sk_live_" + "51Hc8QdKJq2eZvKYlo3C9xT7b"),
        ("slack", "{0}", "xoxb-" + "123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx"),
        ("jwt", "{0}", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"),
        ("hivemind", "{0}", "hm_" + "q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6j7K8l9Z0x1C"),
        ("assignment", "password = {0}", "Tr0ub4dor-and-3-more"),
        ("connection string", "{0}", "postgres://app:" + "s3cr3tpassw0rd@db.internal:5432/app"),
        ("private url", "{0}", "http://192.168" + ".44.12:8080/admin/console"),
    ];

    private static readonly (string Place, Func<string, object> Body)[] Places =
    [
        ("prose", secret => new { content = $"The deploy step of the pipeline failed until we noticed that {secret} was still set there.", category = "tooling" }),
        ("fenced code", secret => new { content = $"The deploy step of the pipeline needs this:\n```sh\nrun --with {secret}\n```\nand then it works well.", category = "tooling" }),
        ("inline code", secret => new { content = $"The deploy step of the pipeline needs `run {secret}` and then it works well for everyone.", category = "tooling" }),
        ("title", secret => new { content = Contribute.Text(), title = $"Deploy with {secret}"[..Math.Min(200, 12 + secret.Length)], category = "tooling" }),
        ("run id", secret => new { content = Contribute.Text(), run_id = secret, category = "tooling" }),
        ("framework", secret => new { content = Contribute.Text(), framework = secret[..Math.Min(100, secret.Length)], category = "tooling" }),
    ];

    [Test]
    public async Task A_secret_of_any_family_in_any_place_is_nowhere_afterwards()
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Limits:BurstCount"] = "0", ["Limits:ContributionsPerMinuteEnterprise"] = "0" });
        var organisation = await Hive.NewOrganisation(server);
        List<string> leaks = [];

        foreach (var (family, form, secret) in Secrets)
        {
            var written = form.Replace("{0}", secret, StringComparison.Ordinal);
            foreach (var (place, body) in Places)
                await Offer(organisation, $"{family} in {place}", secret, body(written), leaks);

            if (written.Length <= 50)
                await Offer(organisation, $"{family} in tag", secret, new { content = Contribute.Text(), category = "tooling", tags = new[] { written } }, leaks);
        }

        foreach (var (family, _, secret) in Secrets)
        {
            var tables = await Search.Everywhere(server, secret);
            if (tables.Count > 0)
                leaks.Add($"{family}: in {string.Join(", ", tables)}");

            if (server.LogText.Contains(secret, StringComparison.Ordinal))
                leaks.Add($"{family}: in the log");
        }

        Assert.That(leaks, Is.Empty);
    }

    private static async Task Offer(Organisation organisation, string what, string secret, object body, List<string> leaks)
    {
        var answer = await organisation.Admin.Post("contributions", body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created).Or.EqualTo(HttpStatusCode.OK), $"{what}: {answer.Text}");
        if (answer.Text.Contains(secret, StringComparison.Ordinal))
            leaks.Add($"{what}: in the answer");
    }
}
