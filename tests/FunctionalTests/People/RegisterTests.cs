using System.Net;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class RegisterTests
{
    [Test]
    public async Task Of_two_first_users_at_once_exactly_one_becomes_owner()
    {
        await using var server = await Accounts.FreshServer();
        var nobody = await Hive.Nobody(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => nobody.Post("auth/register", Accounts.Registration($"u{i}@example.com"))));

        var made = answers.Single(answer => answer.Status is HttpStatusCode.Created);
        Assert.That(made.Text("org_id"), Is.EqualTo("default"));
        Assert.That(made.Text("org_role"), Is.EqualTo("owner"));
        Assert.That(made.Text, Does.Not.Contain("password"));
        foreach (var answer in answers.Where(answer => answer != made))
            answer.Refused(HttpStatusCode.Forbidden, "REGISTRATION_CLOSED");
    }

    [Test]
    public async Task An_invitation_lets_one_person_in_as_what_it_says()
    {
        var organisation = await Hive.NewOrganisation();
        var nobody = await Hive.Nobody();
        var email = $"{Guid.CreateVersion7():N}@example.com";
        var invitation = (await organisation.Admin.Post("users/invitations", new { email, org_role = "admin" })).Expect(HttpStatusCode.Created);
        var token = invitation.Text("token");

        (await nobody.Post("auth/register", Accounts.Registration("other@example.com", token))).Refused(HttpStatusCode.Forbidden, "REGISTRATION_CLOSED");
        var made = (await nobody.Post("auth/register", Accounts.Registration(email.ToUpperInvariant(), token))).Expect(HttpStatusCode.Created);
        (await nobody.Post("auth/register", Accounts.Registration(email, token))).Refused(HttpStatusCode.Forbidden, "REGISTRATION_CLOSED");

        Assert.That(made.Text("org_id"), Is.EqualTo(organisation.Id));
        Assert.That(made.Text("org_role"), Is.EqualTo("admin"));
        var listed = (await organisation.Admin.Get("users/invitations")).Items().Single();
        Assert.That(listed.GetProperty("accepted_by").GetGuid(), Is.EqualTo(made.Id));
        Assert.That(listed.TryGetProperty("token", out _), Is.False);
    }

    [Test]
    public async Task An_address_in_use_is_a_duplicate_and_leaves_the_invitation_open()
    {
        var organisation = await Hive.NewOrganisation();
        var nobody = await Hive.Nobody();
        var email = $"{Guid.CreateVersion7():N}@example.com";
        var first = (await organisation.Admin.Post("users/invitations", new { })).Text("token");
        var second = (await organisation.Admin.Post("users/invitations", new { })).Text("token");
        var made = (await nobody.Post("auth/register", Accounts.Registration(email, first))).Expect(HttpStatusCode.Created);

        var refused = (await nobody.Post("auth/register", Accounts.Registration(email, second))).Refused(HttpStatusCode.Conflict, "DUPLICATE");

        Assert.That(refused.Json.GetProperty("existing_id").GetGuid(), Is.EqualTo(made.Id));
        (await nobody.Post("auth/register", Accounts.Registration("x" + email, second))).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task An_invitation_ends_after_its_days_and_by_revocation()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await Accounts.FreshServer(time);
        var organisation = await Hive.NewOrganisation(server);
        var nobody = await Hive.Nobody(server);
        var revoked = (await organisation.Admin.Post("users/invitations", new { })).Expect(HttpStatusCode.Created);
        var ended = (await organisation.Admin.Post("users/invitations", new { })).Text("token");

        (await organisation.Admin.Delete($"users/invitations/{revoked.Id}")).Expect(HttpStatusCode.NoContent);
        (await nobody.Post("auth/register", Accounts.Registration("a@example.com", revoked.Text("token")))).Refused(HttpStatusCode.Forbidden, "REGISTRATION_CLOSED");
        time.Advance(TimeSpan.FromDays(7));
        (await nobody.Post("auth/register", Accounts.Registration("a@example.com", ended))).Refused(HttpStatusCode.Forbidden, "REGISTRATION_CLOSED");
    }

    [TestCase("", "long enough", "Ada", "email")]
    [TestCase("no address", "long enough", "Ada", "email")]
    [TestCase("a@example.com", "short", "Ada", "password")]
    [TestCase("a@example.com", "long enough", " ", "name")]
    [TestCase("a@example.com", "long enough", null, "name")]
    public async Task What_cannot_be_a_user_is_refused(string email, string password, string? name, string field)
    {
        var nobody = await Hive.Nobody();

        var answer = (await nobody.Post("auth/register", new { email, password, name })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");

        Assert.That(answer.Json.GetProperty("errors").TryGetProperty(field, out _), Is.True, answer.Text);
    }

    [Test]
    public async Task A_registration_is_repeated_by_its_key()
    {
        var organisation = await Hive.NewOrganisation();
        var nobody = await Hive.Nobody();
        var token = (await organisation.Admin.Post("users/invitations", new { })).Text("token");
        var body = Accounts.Registration($"{Guid.CreateVersion7():N}@example.com", token);
        var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());

        var first = (await nobody.Post("auth/register", body, key)).Expect(HttpStatusCode.Created);
        var second = (await nobody.Post("auth/register", body, key)).Expect(HttpStatusCode.Created);

        Assert.That(second.Id, Is.EqualTo(first.Id));
        Assert.That(second.Header("Idempotency-Replayed"), Is.EqualTo("true"));
    }
}
