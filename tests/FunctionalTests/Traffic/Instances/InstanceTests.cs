using System.Net;
using Dapper;

namespace Hivemind.FunctionalTests.Traffic.Instances;

[Parallelizable(ParallelScope.All)]
public sealed class InstanceTests
{
    [Test]
    public async Task An_instance_shows_its_defaults()
    {
        var organisation = await Hive.NewOrganisation();

        var created = (await organisation.Admin.Post("instances", """{"name": "support", "channel": "whatsapp-cloud"}""")).Expect(HttpStatusCode.Created);
        var read = (await organisation.Admin.Get($"instances/{created.Id}")).Expect(HttpStatusCode.OK);

        Assert.That(read.Text, Is.EqualTo(created.Text));
        Assert.That(read.Header("ETag"), Is.EqualTo("\"1\""));
        Assert.That(read.Json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[]
        {
            "id", "orgId", "name", "channel", "isDefault", "isActive", "isConnected", "profileName", "profilePicUrl", "profileBio", "ownerIdentifier",
            "accessMode", "agentId", "agentType", "agentTimeoutMs", "agentSessionStrategy", "lastMessageAt", "createdAt", "updatedAt", "rowVersion",
        }));
        Assert.That((read.Json.GetProperty("isActive").GetBoolean(), read.Json.GetProperty("isConnected").GetBoolean(), read.Json.GetProperty("accessMode").GetString(),
            read.Json.GetProperty("agentTimeoutMs").GetInt32()), Is.EqualTo((true, false, "disabled", 60000)));
    }

    [Test]
    public async Task A_change_touches_what_is_given_and_honours_the_version()
    {
        var organisation = await Hive.NewOrganisation();
        var path = $"instances/{await organisation.NewInstance()}";

        var changed = (await organisation.Admin.Patch(path, """{"profileBio": "ours", "agentType": "team", "agentSessionStrategy": "per_user_per_chat"}""", ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK).Json;
        var stale = await organisation.Admin.Patch(path, """{"profileBio": "theirs"}""", ("If-Match", "\"1\""));
        var cleared = (await organisation.Admin.Patch(path, """{"profileBio": null, "name": "sales"}""")).Expect(HttpStatusCode.OK).Json;

        Assert.That((changed.GetProperty("profileBio").GetString(), changed.GetProperty("name").GetString()), Is.EqualTo(("ours", "support")));
        stale.Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        Assert.That((cleared.GetProperty("profileBio").GetString(), cleared.GetProperty("name").GetString(), cleared.GetProperty("agentType").GetString()), Is.EqualTo(((string?)null, "sales", "team")));
        (await organisation.Admin.Delete(path, null, ("If-Match", "\"2\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await organisation.Admin.Delete(path)).Expect(HttpStatusCode.NoContent);
        (await organisation.Admin.Get(path)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Test]
    public async Task Names_are_one_per_organisation()
    {
        var organisation = await Hive.NewOrganisation();
        var first = await organisation.NewInstance();
        var other = await organisation.NewInstance("sales");

        var again = await organisation.Admin.Post("instances", """{"name": "support", "channel": "discord"}""");
        var renamed = await organisation.Admin.Patch($"instances/{other}", """{"name": "support"}""");

        Assert.That(again.Refused(HttpStatusCode.Conflict, "DUPLICATE").Json.GetProperty("existing_id").GetGuid(), Is.EqualTo(first));
        renamed.Refused(HttpStatusCode.Conflict, "DUPLICATE");
    }

    [Test, CancelAfter(150_000)]
    public async Task Each_channel_has_one_default_also_when_several_want_to_be_it()
    {
        var organisation = await Hive.NewOrganisation();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
            (await organisation.Admin.Post("instances", $$"""{"name": "n{{number}}", "channel": "{{(number % 2 == 0 ? "slack" : "discord")}}", "isDefault": true}""")).Expect(HttpStatusCode.Created)));

        var all = (await organisation.Admin.Get("instances?limit=100")).Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.That(all.Where(one => one.GetProperty("isDefault").GetBoolean()).Select(one => one.GetProperty("channel").GetString()), Is.EquivalentTo(new[] { "slack", "discord" }));
    }

    [Test]
    public async Task A_connection_is_told_once_by_an_event_and_a_live_row()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("adapter");
        var id = await organisation.NewInstance();

        await agent.Post($"instances/{id}/connect");
        var up = (await agent.Post($"instances/{id}/connect")).Expect(HttpStatusCode.OK).Json;
        await agent.Post($"instances/{id}/disconnect", """{"reason": "phone is off"}""");
        var down = (await agent.Post($"instances/{id}/disconnect")).Expect(HttpStatusCode.OK).Json;

        Assert.That(up.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "instanceId", "isActive", "isConnected", "since", "lastMessageAt" }));
        Assert.That((up.GetProperty("isConnected").GetBoolean(), down.GetProperty("isConnected").GetBoolean()), Is.EqualTo((true, false)));
        Assert.That((await agent.Get($"instances/{id}/status")).Expect(HttpStatusCode.OK).Text, Is.EqualTo(down.GetRawText()));
        Assert.That(await Events(organisation), Is.EqualTo(new[] { "instance.connected", "instance.disconnected" }));
        Assert.That(await Rows(organisation), Is.EqualTo(new[] { $$"""{"instanceId":"{{id}}","isConnected":true}""", $$"""{"instanceId":"{{id}}","isConnected":false}""" }));
    }

    [Test]
    public async Task What_is_off_cannot_connect_and_turning_off_or_deleting_disconnects()
    {
        var organisation = await Hive.NewOrganisation();
        var (off, gone) = (await organisation.NewInstance("off"), await organisation.NewInstance("gone"));
        await organisation.Admin.Post($"instances/{off}/connect");
        await organisation.Admin.Post($"instances/{gone}/connect");

        var turnedOff = (await organisation.Admin.Patch($"instances/{off}", """{"isActive": false}""")).Expect(HttpStatusCode.OK).Json;
        var refused = await organisation.Admin.Post($"instances/{off}/connect");
        (await organisation.Admin.Delete($"instances/{gone}")).Expect(HttpStatusCode.NoContent);

        Assert.That(turnedOff.GetProperty("isConnected").GetBoolean(), Is.False);
        Assert.That(refused.Refused(HttpStatusCode.Conflict, "INVALID_STATE").Json.GetProperty("current_status").GetString(), Is.EqualTo("inactive"));
        Assert.That(await Events(organisation), Is.EqualTo(new[] { "instance.connected", "instance.connected", "instance.disconnected", "instance.disconnected" }));
        Assert.That((await organisation.Admin.Get($"events?instanceId={gone}")).Json.GetProperty("items").GetArrayLength(), Is.EqualTo(2));
    }

    [TestCase("""{"name": "", "channel": "slack"}""", "name")]
    [TestCase("""{"name": "n", "channel": "pigeon"}""", "channel")]
    [TestCase("""{"name": "n", "channel": "slack", "agentTimeoutMs": 0}""", "agentTimeoutMs")]
    public async Task What_an_instance_cannot_be_is_refused_by_field(string body, string field)
    {
        var organisation = await Hive.NewOrganisation();

        var answer = await organisation.Admin.Post("instances", body);

        answer.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That(answer.Json.GetProperty("errors").TryGetProperty(field, out _), Is.True, answer.Text);
    }

    [Test]
    public async Task Managing_is_for_admins_and_a_list_pages()
    {
        var organisation = await Hive.NewOrganisation();
        var member = await organisation.Agent("member");
        foreach (var name in new[] { "a", "b", "c" })
            await organisation.NewInstance(name);

        (await member.Post("instances", """{"name": "n", "channel": "slack"}""")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        var first = (await member.Get("instances?limit=2")).Expect(HttpStatusCode.OK).Json;
        var second = (await member.Get($"instances?limit=2&cursor={first.GetProperty("meta").GetProperty("cursor").GetString()}")).Expect(HttpStatusCode.OK).Json;

        Assert.That(first.GetProperty("meta").GetProperty("hasMore").GetBoolean(), Is.True);
        Assert.That(first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(one => one.GetProperty("name").GetString()), Is.EqualTo(new[] { "c", "b", "a" }));
        Assert.That((await member.Get("instances/supported-channels")).Expect(HttpStatusCode.OK).Json.GetArrayLength(), Is.EqualTo(5));
    }

    private static async Task<IEnumerable<string>> Events(Organisation organisation)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        return await connection.QueryAsync<string>("select event_type from events where org_id = @Id order by received_at, id", new { organisation.Id });
    }

    private static async Task<IEnumerable<string>> Rows(Organisation organisation)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        return await connection.QueryAsync<string>("select payload from stream_events where org_id = @Id and name = 'instance.status' order by tx, id", new { organisation.Id });
    }
}
