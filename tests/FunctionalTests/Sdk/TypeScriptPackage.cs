namespace Hivemind.FunctionalTests.Sdk;

/// <summary>Puts the packed TypeScript client into a consumer's directory, as a registry would.</summary>
internal static class TypeScriptPackage
{
    public static async Task Install(SdkConsumer consumer, CancellationToken cancellationToken)
    {
        var client = Path.Combine(Repository.Root, "sdk", "typescript");
        Assert.That(Path.Combine(client, "dist", "index.js"), Does.Exist, "run build/sdk.sh --check first: it compiles the client");

        var package = (await consumer.Run("npm", ["pack", client, "--silent"], cancellationToken)).Split('\n')[^1];
        consumer.Write("package.json", """{ "private": true, "type": "module" }""");
        await consumer.Run("npm", ["install", "--offline", "--silent", "--no-audit", "--no-fund", $"./{package}"], cancellationToken);
    }
}
