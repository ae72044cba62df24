using FsCheck;
using FsCheck.Fluent;
using Hivemind.Domain.Knowledge.Safety;

namespace Hivemind.UnitTests.Knowledge.Safety;

[Parallelizable(ParallelScope.All)]
public sealed class SensitiveContentTests
{
    [Test]
    public void Redacting_twice_changes_nothing()
    {
        Prop.ForAll(Arb.From(Texts), text =>
        {
            var once = Redact(text);
            return Redact(once.Text) == once;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Test]
    public void Redacting_secrets_twice_changes_nothing()
    {
        Prop.ForAll(Arb.From(Texts), text =>
        {
            var once = SensitiveContent.RedactSecrets(text);
            return SensitiveContent.RedactSecrets(once) == once;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Test]
    public void Any_text_survives()
    {
        Prop.ForAll<string>(text => Redact(text ?? "").Ratio >= 0).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Test]
    public void Placeholders_are_counted_against_the_words_that_are_left()
    {
        var redaction = Redact("mail jane@example.com or bob@example.com");

        Assert.That(redaction, Is.EqualTo(new Redaction("mail [EMAIL] or [EMAIL]", 2, 0.5)));
        Assert.That(redaction.IsOverRedacted(Redaction.DefaultMaxRatio), Is.False);
        Assert.That(redaction.IsOverRedacted(0.49), Is.True);
    }

    [Test]
    public void A_text_of_addresses_is_over_redacted()
    {
        Assert.That(Redact("jane@example.com bob@example.com and").IsOverRedacted(Redaction.DefaultMaxRatio), Is.True);
    }

    [Test]
    public void An_empty_text_has_nothing_to_redact()
    {
        Assert.That(Redact(""), Is.EqualTo(new Redaction("", 0, 0)));
    }

    [Test]
    public void A_name_found_once_is_redacted_everywhere_in_the_prose_but_not_in_code()
    {
        var redaction = Redact("My name is Jane Doe. Jane Doe wrote `Jane Doe`.");

        Assert.That(redaction.Text, Is.EqualTo("My name is [NAME]. [REDACTED] wrote `Jane Doe`."));
    }

    [Test]
    public void A_short_word_is_not_taken_out_of_longer_ones()
    {
        Assert.That(Redact("login: root\nThe root of chroot").Text, Is.EqualTo("login: [USERNAME]\nThe [REDACTED] of chroot"));
    }

    [Test]
    public void Another_recogniser_is_asked_with_code_and_secrets_blanked()
    {
        string? seen = null;
        var secret = "ghp" + "_" + Samples.Random(36);

        var redaction = SensitiveContent.Redact($"Zoe `Zoe` {secret}", text =>
        {
            seen ??= text;
            return text.StartsWith("Zoe", StringComparison.Ordinal) ? [new SensitiveSpan(0, 3, "[NAME]")] : [];
        });

        Assert.That(redaction.Text, Is.EqualTo("[NAME] `Zoe` [API_KEY]"));
        Assert.That(seen, Has.Length.EqualTo(secret.Length + 10).And.Not.Contain("`").And.Not.Contain("ghp"));
    }

    [Test]
    public void A_secret_cannot_hide_behind_a_placeholder()
    {
        Assert.That(Redact("password = hunter2[NAME]hunter2").Text, Is.EqualTo("password = [API_KEY][NAME][API_KEY]"));
    }

    // What this guards against takes seconds or minutes; the limit is generous because test machines are busy.
    [Test, MaxTime(30_000)]
    public void A_hostile_text_costs_bounded_work([ValueSource(nameof(HostilePieces))] string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (65_536 / piece.Length) + 1))[..65_536];

        Assert.That(Redact(text).Text, Is.Not.Null);
        Assert.That(InjectionScore.Of(text), Is.InRange(0.0, 1.0));
    }

    private static IEnumerable<string> HostilePieces =>
    [
        "a", "A", "0", "1-", "1.", "a@", " @ab", "f::1 ", "key", "key=", "password=\"", "-eyJ", "eyJaaaaaa.", "a://", "://a:", "```\n", "Aa ", "1 Aa ", "DE12 AAAA ", "phone 1",
        "-----BEGIN " + "PRIVATE KEY-----", "send the ", "ignore all ", "system:\n", "decode 41", "a b ", "\u200b", "\uFDFA",
    ];

    private static Redaction Redact(string text) => SensitiveContent.Redact(text, RuleBasedEntities.Recognise);

    // Pieces that rules look for, in any order: far more likely to confuse them than random letters.
    private static Gen<string> Texts =>
        Gen.Elements(
            "password", "token: ", "key=", "secret", " is ", ": ", "=", "\"", "'", "`", "```\n", "~~~", "\n", "\n\n", " ", "@", ".", "-", "/", "://", "jane", "Jane Doe",
            "example.com", "jane@example.com", "hunter2hunter2", "[NAME]", "[API_KEY]", "[", "]", "NAME", "user: ", "@octocat", "Dr. ", "my name is ", "Regards,\n", "555-123-4567",
            "4111111111111111", "203.0.113.7", "::1", "http://localhost:1/", "redis://x", "-----BEGIN " + "PRIVATE KEY-----", "-----END ", "QUJDREVGR0hJSktMTU5P", "eyJ" + "hbGciOi.", "eyJzdWIi.", "sk_" + "live_abcdefgh1234",
            "lives in Berlin", "12 Main Street", "born on 1984-03-12", "\uD83D", "\uFFFC", "Bearer ", "a1b2c3d4e5f6a7b8c9")
        .ListOf().Select(pieces => string.Concat(pieces));
}
