using Hivemind.Domain.Knowledge.Safety;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.UnitTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class SafeTextTests
{
    [Test]
    public void Title_content_and_tags_are_cleaned_alike()
    {
        var text = SafeText.Of("For ada@example.com", "Ask bob@example.com how the deploy works.", ["eve@example.com", "kept"], 0.5, RuleBasedEntities.Recognise);

        Assert.That(text.Title, Is.EqualTo("For [EMAIL]"));
        Assert.That(text.Content, Is.EqualTo("Ask [EMAIL] how the deploy works."));
        Assert.That(text.Tags, Is.EqualTo(new[] { "[EMAIL]", "kept" }));
    }

    [Test]
    public void Hash_and_signature_are_of_the_stored_text()
    {
        var text = SafeText.Of(null, "Ask bob@example.com how the deploy works.", null, 0.5, RuleBasedEntities.Recognise);

        Assert.That(text.Hash, Is.EqualTo(ContentHash.Of("Ask [EMAIL] how the deploy works.")));
        Assert.That(text.MinHash, Is.EqualTo(MinHash.Signature("Ask [EMAIL] how the deploy works.")));
    }

    [TestCase(null), TestCase(""), TestCase("  ")]
    public void An_empty_title_is_none(string? title)
    {
        Assert.That(SafeText.Of(title, "The deploy works well.", [], 0.5, RuleBasedEntities.Recognise), Has.Property("Title").Null.And.Property("Tags").Null);
    }

    [Test]
    public void Placeholders_do_not_make_a_short_text_too_long()
    {
        var tag = SafeText.Brief("a@b.co " + string.Concat(Enumerable.Repeat("é", 43)), ContributionShape.MaxTag, RuleBasedEntities.Recognise);

        Assert.That(Text.Length(tag), Is.LessThanOrEqualTo(ContributionShape.MaxTag));
    }

    [Test]
    public void Exactly_the_allowed_share_of_placeholders_passes()
    {
        Assert.That(() => SafeText.Of(null, "mail ada@example.com", null, 0.5, RuleBasedEntities.Recognise), Throws.Nothing);

        var refusal = Assert.Throws<RuleException>(() => SafeText.Of(null, "ada@example.com and bob@example.com", null, 0.5, RuleBasedEntities.Recognise));
        Assert.That(refusal?.Code, Is.EqualTo(ErrorCode.ContentRejected));
        Assert.That(refusal?.Details["reason"], Is.EqualTo("over_redacted"));
    }

    [Test]
    public void Short_technical_fields_lose_secrets_only()
    {
        Assert.That(SafeText.WithoutSecrets("10.0.0.1", 50), Is.EqualTo("10.0.0.1"));
        Assert.That(SafeText.WithoutSecrets("AKIA" + "Q3EGPLZ7NWMXT5RB", 50), Is.EqualTo("[API_KEY]"));
        Assert.That(SafeText.WithoutSecrets(null, 50), Is.Null);
    }

    [Test]
    public void A_second_reviewer_is_neither_the_contributor_nor_the_maker_of_its_key()
    {
        var contribution = new PendingContribution
        {
            Id = Guid.Empty,
            OrgId = "org",
            SourceAgentId = "ada",
            Content = "The deploy works well.",
            ContentHash = "",
            Category = KnowledgeCategory.General,
            Confidence = 1,
            CreatedAt = default,
        };

        Assert.That(() => contribution.RequireSecondReviewer("bob", reviewerMadeTheAgentsKey: false), Throws.Nothing);
        Assert.That(() => contribution.RequireSecondReviewer("ada", reviewerMadeTheAgentsKey: false), Throws.TypeOf<RuleException>());
        Assert.That(() => contribution.RequireSecondReviewer("bob", reviewerMadeTheAgentsKey: true), Throws.TypeOf<RuleException>());
    }
}
