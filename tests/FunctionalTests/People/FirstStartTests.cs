using System.Net;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.People.Keys;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class FirstStartTests
{
    [Test]
    public async Task Of_two_servers_that_start_first_one_is_given_the_keys()
    {
        await using var server = await Accounts.FreshServer();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AsSystem(server, "default", new FirstStart())));

        var given = answers.Single(answer => answer.ApiKey is not null);
        var nobody = await Hive.Nobody(server);
        var validated = (await (nobody with { Credential = given.ApiKey! }).Post("auth/validate")).Expect(HttpStatusCode.OK);
        var owner = (await nobody.Post("auth/register", Accounts.Registration("ada@example.com", given.OwnerInvitation))).Expect(HttpStatusCode.Created);
        Assert.Multiple(() =>
        {
            Assert.That(answers.Count(answer => answer.OwnerInvitation is not null), Is.EqualTo(1));
            Assert.That(validated.Text("org_id"), Is.EqualTo("default"));
            Assert.That(validated.Text("agent_id"), Is.EqualTo("admin"));
            Assert.That(validated.Text("role"), Is.EqualTo("admin"));
            Assert.That(owner.Text("org_role"), Is.EqualTo("owner"));
        });
        Assert.That(await AsSystem(server, "default", new FirstStart()), Is.EqualTo(new FirstStartView(null, null)));
    }

    [Test]
    public async Task A_key_is_made_with_its_organisation_and_role()
    {
        var server = await TestApp.Server;
        var orgId = $"new-{Guid.CreateVersion7():N}";

        var made = await AsSystem(server, orgId, new ProvisionKey(orgId, "ada", "laptop", Tier.Pro, AgentRole.Admin));
        var second = await AsSystem(server, orgId, new ProvisionKey(orgId, "bob", "laptop", Tier.Free, null));

        var nobody = await Hive.Nobody();
        var ada = (await (nobody with { Credential = made.Key! }).Post("auth/validate")).Expect(HttpStatusCode.OK);
        var bob = (await (nobody with { Credential = second.Key! }).Post("auth/validate")).Expect(HttpStatusCode.OK);
        Assert.That((ada.Text("org_id"), ada.Text("role"), ada.Text("tier")), Is.EqualTo((orgId, "admin", "pro")));
        Assert.That((bob.Text("org_id"), bob.Text("role")), Is.EqualTo((orgId, "contributor")));
        Assert.That(made.CreatedBy, Is.EqualTo("hivemind"));
    }

    [Test]
    public async Task A_key_is_not_made_for_nobody()
    {
        var server = await TestApp.Server;

        Assert.That(() => AsSystem(server, "acme", new ProvisionKey("acme", "user:1", "x", Tier.Free, null)), Throws.TypeOf<ValidationFailedException>());
        Assert.That(() => AsSystem(server, "other", new ProvisionKey("acme", "ada", "x", Tier.Free, null)), Throws.TypeOf<NotFoundException>());
    }

    private static async Task<T> AsSystem<T>(TestServer server, string orgId, IRequest<T> request)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = SystemPrincipal.Of(orgId);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }
}
