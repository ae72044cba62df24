using System.Net;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class MeteringTests
{
    [Test]
    public async Task Each_use_of_a_key_counts_and_a_new_period_starts_at_one()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await Accounts.FreshServer(time);
        var organisation = await Hive.NewOrganisation(server);
        var made = (await organisation.Admin.Post("api-keys", new { agent_id = "ada", name = "x", billing_period_reset_days = 7 })).Expect(HttpStatusCode.Created);
        var ada = organisation.Admin with { Credential = made.Text("key") };

        for (var i = 0; i < 3; i++)
            await ada.Post("auth/validate");
        var counted = await organisation.Admin.Get($"api-keys/{made.Id}");
        time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await ada.Post("auth/validate");
        var last = await organisation.Admin.Get($"api-keys/{made.Id}");
        time.Advance(TimeSpan.FromSeconds(1));
        await ada.Post("auth/validate");
        var restarted = await organisation.Admin.Get($"api-keys/{made.Id}");

        Assert.Multiple(() =>
        {
            Assert.That(counted.Json.GetProperty("request_count").GetInt32(), Is.EqualTo(3));
            Assert.That(last.Json.GetProperty("request_count").GetInt32(), Is.EqualTo(4));
            Assert.That(restarted.Json.GetProperty("request_count").GetInt32(), Is.EqualTo(1));
            Assert.That(restarted.Json.GetProperty("billing_period_start").GetDateTimeOffset(), Is.EqualTo(time.GetUtcNow()).Within(TimeSpan.FromMilliseconds(1)));
            Assert.That(restarted.Json.GetProperty("last_used_at").GetDateTimeOffset(), Is.EqualTo(time.GetUtcNow()).Within(TimeSpan.FromMilliseconds(1)));
        });
    }

    [Test]
    public async Task Many_uses_at_once_are_all_counted()
    {
        var organisation = await Hive.NewOrganisation();
        var made = (await organisation.Admin.Post("api-keys", new { agent_id = "ada", name = "x" })).Expect(HttpStatusCode.Created);
        var ada = organisation.Admin with { Credential = made.Text("key") };

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => ada.Post("auth/validate")));

        var counted = await organisation.Admin.Get($"api-keys/{made.Id}");
        Assert.That(counted.Json.GetProperty("request_count").GetInt32(), Is.EqualTo(30));
    }
}
