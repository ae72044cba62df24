using System.Net;
using Hivemind.Application.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class ForgetExpiredTests
{
    [Test]
    public async Task What_nobody_can_use_goes_and_the_rest_stays()
    {
        await using var server = await Accounts.FreshServer(settings: new() { ["Jobs:Enabled"] = "false" });
        var organisation = await Hive.NewOrganisation(server);
        var (admin, user) = (organisation.Admin, await organisation.User());
        await Fill(admin, user);
        await server.Execute(
            """
            update idempotency_records set claimed_at = now() - interval '25 hours';
            update stream_tickets set expires_at = now() - interval '2 hours';
            update failed_logins set at = now() - interval '2 hours';
            insert into rate_counters values ('old', 'x', now() - interval '25 hours', 1), ('new', 'x', now(), 1);
            insert into sessions select gen_random_uuid(), org_id, user_id, repeat('0', 64), created_at, last_used_at, expires_at, now() - interval '31 days' from sessions;
            """);
        await Fill(admin, user);

        await using var scope = server.Services.CreateAsyncScope();
        var more = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ForgetExpired());

        Assert.That(more, Is.False);
        Assert.That(await server.Read<string>(
            """
            select concat_ws(' ', (select count(*) from idempotency_records), (select count(*) from stream_tickets), (select count(*) from failed_logins),
                (select count(*) from rate_counters), (select count(*) from sessions))
            """), Is.EqualTo("1 1 2 1 1"));
    }

    private static async Task Fill(Caller admin, Caller user)
    {
        (await admin.Post("users/invitations", new { }, ("Idempotency-Key", Guid.CreateVersion7().ToString()))).Expect(HttpStatusCode.Created);
        (await user.Post("stream/tickets")).Expect(HttpStatusCode.Created);
        (await user.Post("auth/login", new { email = "nobody@example.com", password = "wrong" })).Expect(HttpStatusCode.Unauthorized);
    }
}
