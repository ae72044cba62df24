using Hivemind.Domain.Knowledge.Safety;

namespace Hivemind.UnitTests.Knowledge.Safety;

[Parallelizable(ParallelScope.All)]
public sealed class SecretsTests
{
    private static IEnumerable<TestCaseData> Secrets =>
        Samples.Secrets.Select(sample => new TestCaseData(sample.Secret, sample.Placeholder).SetArgDisplayNames(sample.Kind));

    private static IEnumerable<TestCaseData> Assignments =>
        Samples.Assignments.Select((sample, i) => new TestCaseData(sample.Line, sample.Value).SetArgDisplayNames($"assignment {i}"));

    private static IEnumerable<string> NoSecrets => Samples.NoSecrets;

    [TestCaseSource(nameof(Secrets))]
    public void A_secret_is_redacted_in_prose(string secret, string placeholder)
    {
        var redacted = Redacted($"We found {secret} in the log.");

        Assert.That(redacted, Is.EqualTo($"We found {placeholder} in the log."));
    }

    [TestCaseSource(nameof(Secrets))]
    public void A_secret_is_redacted_at_the_end_of_a_sentence(string secret, string placeholder)
    {
        Assert.That(Redacted($"It was ({secret}). Rotate it."), Is.EqualTo($"It was ({placeholder}). Rotate it."));
    }

    [TestCaseSource(nameof(Secrets))]
    public void A_secret_is_redacted_in_a_fenced_block(string secret, string placeholder)
    {
        Assert.That(Redacted($"Run:\n\n```sh\ntool {secret}\n```\n\nDone."), Is.EqualTo($"Run:\n\n```sh\ntool {placeholder}\n```\n\nDone."));
        Assert.That(Redacted($"Run:\n~~~\ntool '{secret}'"), Is.EqualTo($"Run:\n~~~\ntool '{placeholder}'"));
    }

    [TestCaseSource(nameof(Secrets))]
    public void A_secret_is_redacted_in_inline_code(string secret, string placeholder)
    {
        Assert.That(Redacted($"Set `{secret}` first."), Is.EqualTo($"Set `{placeholder}` first."));
    }

    [TestCaseSource(nameof(Secrets))]
    public void The_secret_family_alone_finds_it_too(string secret, string placeholder)
    {
        Assert.That(SensitiveContent.RedactSecrets($"line\n{secret}\nline"), Is.EqualTo($"line\n{placeholder}\nline"));
    }

    [TestCaseSource(nameof(Assignments))]
    public void A_named_value_is_redacted_wherever_it_stands(string line, string value)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Redacted(line), Does.Not.Contain(value).And.Contain("[API_KEY]"));
            Assert.That(Redacted($"Use this:\n```\n{line}\n```\n"), Does.Not.Contain(value).And.Contain("[API_KEY]"));
            Assert.That(Redacted($"Use `{line}` here"), Does.Not.Contain(value).And.Contain("[API_KEY]"));
        });
    }

    [TestCaseSource(nameof(NoSecrets))]
    public void A_name_without_a_literal_is_left_alone(string line)
    {
        Assert.That(Redacted(line), Is.EqualTo(line));
        Assert.That(Redacted($"```\n{line}\n```"), Is.EqualTo($"```\n{line}\n```"));
    }

    [Test]
    public void A_secret_found_once_is_redacted_where_nothing_announces_it()
    {
        Assert.That(Redacted("password: hunter2hunter2\n\n```\nlogin hunter2hunter2\n```"), Is.EqualTo("password: [API_KEY]\n\n```\nlogin [REDACTED]\n```"));
    }

    [Test]
    public void Without_a_footer_a_private_key_ends_where_its_base64_ends()
    {
        var key = "-----BEGIN " + "PRIVATE KEY-----\n" + Samples.Random(64) + "\n" + Samples.Random(30);

        Assert.That(Redacted($"{key}\nand then some words"), Is.EqualTo("[REDACTED]\nand then some words"));
    }

    [Test]
    public void Without_a_footer_neither_the_last_short_line_nor_a_body_on_the_line_of_the_header_is_left()
    {
        const string Header = "-----BEGIN " + "PRIVATE KEY-----";

        Assert.That(Redacted($"{Header}\n{Samples.Random(64)}\n{Samples.Random(12)}=\nand words"), Is.EqualTo("[REDACTED]\nand words"));
        Assert.That(Redacted($"{Header}{Samples.Random(40)} and words"), Is.EqualTo("[REDACTED] and words"));
    }

    [Test]
    public void A_public_address_is_not_private()
    {
        const string Text = "See https://172.200.example.org/, http://localhost.example.com and http://11.1.2.example.com.";

        Assert.That(Redacted(Text), Is.EqualTo(Text));
    }

    private static string Redacted(string text) => SensitiveContent.Redact(text, RuleBasedEntities.Recognise).Text;
}
