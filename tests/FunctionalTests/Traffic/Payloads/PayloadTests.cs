using System.Net;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Domain.Traffic.Payloads;
using Hivemind.FunctionalTests.Traffic.Processing;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Traffic.Payloads;

[Parallelizable(ParallelScope.All)]
public sealed class PayloadTests
{
    [Test]
    public async Task A_payload_is_kept_without_its_secrets_and_read_whole()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await organisation.Trigger();
        var text = string.Join(' ', Enumerable.Repeat("The same words again and again.", 200));

        await Keep(organisation, id, PayloadStage.WebhookRaw, $$"""{"text":"{{text}}","api_key":"sk_live_abcdefghijkl1234","mimeType":"image/png"}""");

        var listed = (await organisation.Admin.Get($"events/{id}/payloads")).Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Single(one => one.GetProperty("containsMedia").GetBoolean());
        var opened = (await organisation.Admin.Get($"events/{id}/payloads/webhook_raw")).Expect(HttpStatusCode.OK);
        Assert.That(opened.Json.GetProperty("payload").GetProperty("text").GetString(), Is.EqualTo(text));
        Assert.That(opened.Text, Does.Not.Contain("sk_live"));
        Assert.That(listed.GetProperty("compressedSize").GetInt32(), Is.LessThan(listed.GetProperty("originalSize").GetInt32() / 5));
        Assert.That(listed.GetProperty("containsBase64").GetBoolean(), Is.False);
        (await (await organisation.Agent("member")).Get($"events/{id}/payloads")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Test]
    public async Task A_deleted_payload_keeps_its_row_and_loses_its_text()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await organisation.Trigger();
        await Keep(organisation, id, PayloadStage.AgentRequest, "not JSON at all");
        await Keep(organisation, id, PayloadStage.AgentResponse, "{}");

        var before = (await organisation.Admin.Get($"events/{id}/payloads/agent_request")).Expect(HttpStatusCode.OK).Json.GetProperty("payload").GetString();
        (await organisation.Admin.Delete($"events/{id}/payloads/agent_request", new { reason = "Asked for by the customer." })).Expect(HttpStatusCode.NoContent);
        var after = (await organisation.Admin.Get($"events/{id}/payloads/agent_request")).Expect(HttpStatusCode.OK).Json;

        Assert.That(before, Is.EqualTo("not JSON at all"));
        Assert.That(after.GetProperty("payload").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(after.GetProperty("deleteReason").GetString(), Is.EqualTo("Asked for by the customer."));
        Assert.That(after.GetProperty("deletedBy").GetString(), Is.EqualTo("admin"));
        Assert.That(await organisation.Server.Read<long>("select count(*) from event_payloads where event_id = @id and body is not null and stage like 'agent%'", new { id }), Is.EqualTo(1));
        (await organisation.Admin.Delete($"events/{id}/payloads/channel_send")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await organisation.Admin.Get($"events/{id}/payloads/no_stage")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Test]
    public async Task The_configuration_says_what_is_kept_and_how_long()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await organisation.Trigger();
        var first = (await organisation.Admin.Put("payload-config/*", Handling.Camel(new { agentRequest = false }))).Expect(HttpStatusCode.OK);
        var second = (await organisation.Admin.Put("payload-config/custom.test", Handling.Camel(new { agentResponse = false, retentionDays = 3 }))).Expect(HttpStatusCode.OK);

        await Keep(organisation, id, PayloadStage.AgentRequest, "a");
        await Keep(organisation, id, PayloadStage.AgentResponse, "b");
        await Keep(organisation, id, PayloadStage.ChannelSend, "c");
        await Keep(organisation, id, PayloadStage.Error, "d");

        var kept = await organisation.Server.Read<string>(
            """
            select string_agg(stage || ' ' || extract(day from expires_at - created_at), ',' order by stage)
            from event_payloads where event_id = @id and stage <> 'webhook_raw'
            """, new { id });
        Assert.That(kept, Is.EqualTo("channel_send 3,error 30"));
        var configs = (await organisation.Admin.Get("payload-config")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.That(configs.EnumerateArray().Select(config => config.GetProperty("eventType").GetString()), Is.EqualTo(new[] { "*", "custom.test" }));
        Assert.That(second.Json.GetProperty("agentRequest").GetBoolean(), Is.False, "a new row begins as that of all types");
        (await organisation.Admin.Put("payload-config/*", Handling.Camel(new { error = false }), ("If-Match", "\"9\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await organisation.Admin.Put("payload-config/*", Handling.Camel(new { error = false }), ("If-Match", first.Header("ETag")!))).Expect(HttpStatusCode.OK);
        (await organisation.Admin.Put("payload-config/*", Handling.Camel(new { retentionDays = 0 }))).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test, CancelAfter(150_000)]
    public async Task Payloads_are_removed_when_their_time_is_over_at_three_in_the_morning_and_the_figures_follow()
    {
        var time = new FakeTime(Handling.Noon);
        await using var server = await Handling.Start(null, time);
        var organisation = await Hive.NewOrganisation(server);
        var id = await organisation.Trigger();
        await Keep(organisation, id, PayloadStage.ChannelSend, "short-lived");
        await Keep(organisation, id, PayloadStage.Error, "kept longer");
        var before = (await organisation.Admin.Get("payload-stats")).Expect(HttpStatusCode.OK).Json;

        await server.Read<int>("update event_payloads set expires_at = expires_at - interval '13 days 23 hours'");
        time.Advance(TimeSpan.FromHours(14));
        Assert.That(await server.Read<long>("select count(*) from event_payloads where stage = 'channel_send'"), Is.EqualTo(1));
        time.Advance(TimeSpan.FromHours(2));
        await Eventually.Seen(async () => await server.Read<long>("select count(*) from event_payloads where stage = 'channel_send'") == 0, "the removal");

        var after = (await organisation.Admin.Get("payload-stats")).Expect(HttpStatusCode.OK).Json;
        var rows = await server.Read<long>("select sum(compressed_size) from event_payloads where deleted_at is null");
        Assert.That(before.GetProperty("byStage").GetProperty("channel_send").GetProperty("count").GetInt64(), Is.EqualTo(1));
        Assert.That(after.GetProperty("byStage").TryGetProperty("channel_send", out _), Is.False);
        Assert.That(after.GetProperty("totalSizeBytes").GetInt64(), Is.EqualTo(rows));
    }

    private static async Task Keep(Organisation organisation, Guid eventId, PayloadStage stage, string body)
    {
        await using var scope = organisation.Server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PayloadKeeper>().Keep(organisation.Id, eventId, "custom.test", stage, body, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(CancellationToken.None);
    }
}
