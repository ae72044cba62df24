using System.Security.Cryptography;
using Hivemind.Application.Common;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class SecretBoxTests
{
    [Test]
    public async Task A_sealed_secret_opens_only_for_its_purpose_and_after_the_operator_sets_a_key()
    {
        var database = await TestApp.CloneDatabase();
        byte[] box;
        await using (var server = await TestServer.Start(database))
        {
            box = await server.Services.GetRequiredService<ISecretBox>().Seal("text"u8.ToArray(), "one", CancellationToken.None);
            Assert.That(server.LogText, Does.Contain("No Secrets:MasterKey is set"));
        }

        await using var keyed = await TestServer.Start(database, new() { ["Secrets:MasterKey"] = Convert.ToBase64String(new byte[32]) });
        var secrets = keyed.Services.GetRequiredService<ISecretBox>();
        Assert.That(await secrets.Open(box, "one", CancellationToken.None), Is.EqualTo("text"u8.ToArray()));
        Assert.That(async () => await secrets.Open(box, "two", CancellationToken.None), Throws.InstanceOf<CryptographicException>());
    }
}
