using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hivemind.Application.Knowledge.Quality;
using Hivemind.FunctionalTests.Live;
using Hivemind.FunctionalTests.Webhooks;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Scenarios;

/// <summary>A piece of knowledge from the agent that learnt it to another organisation that it helped.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeJourneyTests
{
    private const string Feed = "/api/v1/stream/feed";

    [Test, CancelAfter(150_000)]
    public async Task Knowledge_is_contributed_cleaned_approved_published_found_and_scored(CancellationToken cancellationToken)
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Webhooks:AllowHttp"] = "true", ["Webhooks:AllowedNetworks"] = "127.0.0.0/8" });
        var (x, y) = (await Hive.NewOrganisation(server), await Hive.NewOrganisation(server));
        var (agentA, reviewer, agentB) = (await x.Agent("agent-a"), await x.User(), await y.Agent("agent-b"));
        var secret = (await x.Admin.Post("webhook-endpoints", new { url = receiver.Url })).Expect(HttpStatusCode.Created).Json.GetProperty("secret").GetString();
        await using var feedX = await Watcher.Open(agentA, Feed, cancellationToken: cancellationToken);
        await using var feedY = await Watcher.Open(agentB, Feed, cancellationToken: cancellationToken);

        var contributed = (await agentA.Post("contributions", new
        {
            content = "When the nightly export hangs, restart the spooler and set api_key = " + Secret() + " again in its environment.",
            category = "workaround",
        })).Expect(HttpStatusCode.Created).Json.GetProperty("contribution_id").GetGuid();
        var queue = (await reviewer.Get("contributions")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.That(queue[0].GetProperty("content").GetString(), Does.Contain("[API_KEY]").And.Not.Contain(Secret()));

        var item = (await reviewer.Post($"contributions/{contributed}/approve")).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();
        var first = await feedX.Next(cancellationToken);
        Assert.That((first.Event, first.Json.GetProperty("id").GetGuid()), Is.EqualTo(("private", item)));

        await Eventually.Seen(() => Task.FromResult(!receiver.Calls.IsEmpty), "the webhook of the approval");
        receiver.Calls.TryPeek(out var call);
        Assert.That(JsonDocument.Parse(call!.Body).RootElement.GetProperty("event").GetString(), Is.EqualTo("knowledge.approved"));
        Assert.That(call.Signature, Is.EqualTo(Sign(secret!, call)));

        (await agentB.Get($"knowledge/{item}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await reviewer.Post($"knowledge/{item}/publish")).Expect(HttpStatusCode.OK);
        Assert.That((await feedX.Next(cancellationToken)).Event, Is.EqualTo("public"));
        var seen = await feedY.Next(cancellationToken);
        Assert.That((seen.Event, seen.Json.GetProperty("id").GetGuid()), Is.EqualTo(("public", item)), "Y's first message is the publication");

        var found = (await agentB.Get("knowledge/search?query=the+export+at+night+does+not+finish")).Expect(HttpStatusCode.OK).Json.GetProperty("results")[0];
        Assert.That((found.GetProperty("id").GetGuid(), found.GetProperty("org_attribution").GetString()), Is.EqualTo((item, x.Id)));
        (await agentB.Post("outcomes", new { item_id = item, outcome = "solved" })).Expect(HttpStatusCode.Accepted);

        await Eventually.Seen(async () => (await agentA.Get("stats/user?agent_id=agent-a")).Json.GetProperty("agent_retrievals_received").GetInt32() == 1, "the retrieval");
        Assert.That((await agentA.Get("stats/user?agent_id=agent-a")).Json.GetProperty("agent_helpful_ratio").GetDouble(), Is.EqualTo(1));
        Assert.That((await agentA.Get("stats/org")).Json.GetProperty("retrievals_by_other_orgs").GetInt32(), Is.EqualTo(1));

        await Aggregate(server, cancellationToken);
        Assert.That((await agentA.Get($"knowledge/{item}/signals")).Json.GetProperty("quality_score").GetDouble(), Is.GreaterThan(0.5));
    }

    private static string Secret() => string.Concat("A", "KIA", "IOSFODNN7", "EXAMPLE");

    private static async Task Aggregate(TestServer server, CancellationToken cancellationToken)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ScoreQuality(), cancellationToken);
    }

    private static string Sign(string secret, Received call)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = Encoding.UTF8.GetBytes($"{call.Id}.{call.Timestamp}.").Concat(call.Body).ToArray();
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }
}
