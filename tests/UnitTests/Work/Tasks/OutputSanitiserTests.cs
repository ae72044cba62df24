using Hivemind.Domain.Work.Tasks;

namespace Hivemind.UnitTests.Work.Tasks;

public sealed class OutputSanitiserTests
{
    [TestCase("Authorization: Bearer abc", "Authorization: Bearer ***")]
    [TestCase("authorization: Basic dXNlcjpwYXNz\nnext", "authorization: Basic ***\nnext")]
    [TestCase("""{"Authorization": "token 0123", "x": 1}""", """{"Authorization": "token ***", "x": 1}""")]
    [TestCase("X-API-Key: short", "X-API-Key: ***")]
    [TestCase("Cookie: a=b; c=d", "Cookie: ***")]
    [TestCase("password=hunter2 next", "password=*** next")]
    [TestCase("PGPASSWORD='pw' psql", "PGPASSWORD='***' psql")]
    [TestCase("""{"password": "x1"}""", """{"password": "***"}""")]
    [TestCase("export TOKEN=ghp_0123456789abcdefghij", "export TOKEN=***")]
    [TestCase("key hm_0123456789012345678901234567890123456789012 used", "key *** used")]
    [TestCase("git clone https://me:s3cretpw@example.com/x.git", "git clone https://me:***@example.com/x.git")]
    public void Tokens_passwords_and_authorization_values_are_masked(string output, string clean)
    {
        Assert.That(OutputSanitiser.Clean(output), Is.EqualTo(clean));
        Assert.That(OutputSanitiser.Clean(clean), Is.EqualTo(clean), "again");
    }

    [TestCase("Listening on http://localhost:5000/path")]
    [TestCase("public string Password { get; init; }")]
    [TestCase("if (password is null) return false;")]
    [TestCase("mail me at ada@example.com, call +1 555 0100")]
    [TestCase("tokens: 1200 in, 300 out")]
    [TestCase("The [API_KEY] placeholder stays")]
    public void Everything_else_stays_as_it_is(string output)
    {
        Assert.That(OutputSanitiser.Clean(output), Is.EqualTo(output));
    }
}
