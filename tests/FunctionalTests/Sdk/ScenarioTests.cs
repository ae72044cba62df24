using System.Net;
using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.FunctionalTests.Live;

namespace Hivemind.FunctionalTests.Sdk;

/// <summary>One scenario over raw HTTP, through the packed TypeScript client and through the packed C# client, with the same results.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ScenarioTests
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Hivemind.Client" Version="*" />
          </ItemGroup>
        </Project>
        """;

    [Test, CancelAfter(120_000)]
    public async Task The_TypeScript_client_does_what_raw_HTTP_does(CancellationToken cancellationToken)
    {
        using var consumer = new SdkConsumer();
        await TypeScriptPackage.Install(consumer, cancellationToken);
        consumer.Copy(Path.Combine(SdkConsumer.Sources, "scenario.mjs"));

        var (organisation, agent) = await Organisation();
        var told = await consumer.Run(
            "node", ["scenario.mjs", organisation.Server.Address.ToString(), organisation.Admin.Credential, agent.Credential], cancellationToken);

        Assert.That(told, Is.EqualTo(await OverHttp(cancellationToken)));
    }

    [Test, CancelAfter(240_000), Category("Slow")]
    public async Task The_CSharp_client_does_what_raw_HTTP_does(CancellationToken cancellationToken)
    {
        using var consumer = new SdkConsumer();
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var package = Directory.GetFiles(Path.Combine(Repository.Root, "artifacts", "package", configuration), "Hivemind.Client.*.nupkg")
            .MaxBy(File.GetLastWriteTimeUtc) ?? throw new InvalidOperationException("The client has not been packed.");
        consumer.Copy(package);
        consumer.Copy(Path.Combine(SdkConsumer.Sources, "Scenario.cs"));
        var project = consumer.Write("Consumer.csproj", Project);
        consumer.Write("nuget.config", """<configuration><packageSources><clear /><add key="packed" value="." /></packageSources></configuration>""");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        await consumer.Run(dotnet, ["build", project, "-v", "quiet", "-clp:NoSummary", "-warnaserror", "-o", "out", "-nodeReuse:false"], cancellationToken);

        var (organisation, agent) = await Organisation();
        var told = await consumer.Run(
            dotnet, ["out/Consumer.dll", organisation.Server.Address.ToString(), organisation.Admin.Credential, agent.Credential], cancellationToken);

        Assert.That(told, Is.EqualTo(await OverHttp(cancellationToken)));
    }

    private static async Task<(Organisation Organisation, Caller Agent)> Organisation()
    {
        var organisation = await Hive.NewOrganisation();
        return (organisation, await organisation.Agent("ada", Tier.Pro));
    }

    private static async Task<string> OverHttp(CancellationToken cancellationToken)
    {
        var (organisation, agent) = await Organisation();
        var note = new
        {
            title = "Warm the cache",
            content = "A cold cache makes the first request after a deploy slow: call the health route once.",
            category = "config",
        };
        await using var feed = await Watcher.Open(agent, "stream/events?topics=knowledge", cancellationToken: cancellationToken);

        var contributed = (await agent.Post("contributions", note, ("Idempotency-Key", "note-1"))).Expect(HttpStatusCode.Created).Json;
        var id = contributed.GetProperty("contribution_id").GetGuid();
        var pending = (await organisation.Admin.Get("contributions?limit=10")).Json;
        var approved = (await organisation.Admin.Post($"contributions/{id}/approve", new { is_public = false })).Expect(HttpStatusCode.OK).Json;
        var item = approved.GetProperty("item_id").GetGuid();
        var message = await feed.TryNext(cancellationToken) ?? throw new InvalidOperationException("The feed has ended.");
        var found = (await agent.Get("knowledge/search?query=slow%20first%20request%20after%20a%20deploy")).Json;
        var outcome = (await agent.Post("outcomes", new { item_id = item, outcome = "solved" })).Expect(HttpStatusCode.Accepted).Json;

        return JsonSerializer.Serialize(new
        {
            contributed = contributed.GetProperty("status").GetString(),
            pending = pending.GetProperty("items").EnumerateArray().Select(one => $"{one.GetProperty("title")} ({one.GetProperty("category")})"),
            approved = approved.GetProperty("status").GetString(),
            feed = $"{message.Event} {message.Json.GetProperty("title")} {Word(message.Json.GetProperty("id").GetGuid() == item)}",
            found = found.GetProperty("results").EnumerateArray().Select(hit => $"{hit.GetProperty("title")} {Word(hit.GetProperty("id").GetGuid() == item)}"),
            outcome = $"{outcome.GetProperty("status")} {outcome.GetProperty("outcome")}",
            helpful = (await agent.Get($"knowledge/{item}")).Json.GetProperty("helpful_count").GetInt32(),
            again = Refusal(await organisation.Admin.Post($"contributions/{id}/approve")),
            invalid = Refusal(await agent.Post("contributions", note with { content = "short" })),
            unknown = Refusal(await agent.Get("knowledge/00000000-0000-7000-8000-000000000000")),
        });
    }

    private static string Word(bool value) => value ? "true" : "false";

    private static string Refusal(Answer answer) =>
        $"{(int)answer.Status} {answer.Code} {(answer.Json.TryGetProperty("errors", out var errors) ? string.Join(',', errors.EnumerateObject().Select(field => field.Name)) : "")} {answer.Json.GetProperty("traceId").GetString()?.Length}";
}
