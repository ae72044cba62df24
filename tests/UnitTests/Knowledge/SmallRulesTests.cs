using Hivemind.Domain.Knowledge;

namespace Hivemind.UnitTests.Knowledge;

[Parallelizable(ParallelScope.All)]
public sealed class SmallRulesTests
{
    [Test]
    public void Categories_have_the_texts_of_the_specification()
    {
        Assert.That(KnowledgeCategories.All.Select(KnowledgeCategories.ToText), Is.EqualTo(new[]
        {
            "bug_fix", "config", "domain_expertise", "workaround", "pricing_data", "regulatory_rule", "tooling", "reasoning_trace", "failed_approach",
            "version_workaround", "general",
        }));
    }

    [Test]
    public void A_category_is_read_back_from_its_text_only()
    {
        Assert.That(KnowledgeCategories.All.All(category => KnowledgeCategories.TryParse(KnowledgeCategories.ToText(category), out var read) && read == category));
        Assert.That(KnowledgeCategories.TryParse("BugFix", out _), Is.False);
        Assert.That(KnowledgeCategories.TryParse(null, out _), Is.False);
    }

    [Test]
    public void A_content_hash_is_the_sha256_of_the_utf8_bytes()
    {
        Assert.That(ContentHash.Of("abc"), Is.EqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        Assert.That(ContentHash.Of("é"), Is.EqualTo("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"));
    }

    [TestCase(null, ExpectedResult = 80)]
    [TestCase(" ", ExpectedResult = 80)]
    [TestCase("Given", ExpectedResult = 5)]
    public int A_title_is_the_given_one_or_the_beginning_of_the_content(string? title) =>
        Domain.Common.Text.Length(KnowledgeTitle.Of(title, string.Concat(Enumerable.Repeat("🐝\n", 60))));

    [TestCase(0.8, false, 100, ExpectedResult = 80)]
    [TestCase(0.8, true, 100, ExpectedResult = 50)]
    [TestCase(0.8, false, 49, ExpectedResult = 60)]
    [TestCase(0.8, false, 50, ExpectedResult = 80)]
    [TestCase(0.8, false, 200, ExpectedResult = 80)]
    [TestCase(0.8, false, 201, ExpectedResult = 90)]
    [TestCase(0.29, false, 100, ExpectedResult = 29)]
    [TestCase(1.0, false, 500, ExpectedResult = 100)]
    [TestCase(0.1, true, 10, ExpectedResult = 0)]
    public int A_prescreen_score_follows_confidence_flag_and_length(double confidence, bool flagged, int length) =>
        Prescreen.Score(confidence, flagged, length);

    [TestCase(80, ExpectedResult = PrescreenBand.High)]
    [TestCase(79, ExpectedResult = PrescreenBand.Medium)]
    [TestCase(50, ExpectedResult = PrescreenBand.Medium)]
    [TestCase(49, ExpectedResult = PrescreenBand.Low)]
    public PrescreenBand A_band_follows_from_the_score(int score) => Prescreen.Band(score);

    [TestCase(true, 1.0, "1", "2", true, ExpectedResult = ConflictAction.Noop)]
    [TestCase(true, 1.0, null, null, false, ExpectedResult = ConflictAction.Noop)]
    [TestCase(false, 0.95, null, null, true, ExpectedResult = ConflictAction.Noop)]
    [TestCase(false, 0.95, "1", "1", false, ExpectedResult = ConflictAction.Noop)]
    [TestCase(false, 0.95, "2", "1", true, ExpectedResult = ConflictAction.VersionFork)]
    [TestCase(false, 0.95, "2", null, true, ExpectedResult = ConflictAction.VersionFork)]
    [TestCase(false, 0.95, "2", "1", false, ExpectedResult = ConflictAction.Add)]
    [TestCase(false, 0.94, "1", "1", true, ExpectedResult = ConflictAction.Add)]
    public ConflictAction A_conflict_is_decided_by_hash_likeness_and_version(bool equalHash, double jaccard, string? version, string? matchVersion, bool own) =>
        ConflictRule.Decide(equalHash, jaccard, version, matchVersion, own);

    [TestCase(ConflictAction.Update, false, ExpectedResult = ConflictAction.Add)]
    [TestCase(ConflictAction.Update, true, ExpectedResult = ConflictAction.Update)]
    [TestCase(ConflictAction.Noop, false, ExpectedResult = ConflictAction.Noop)]
    [TestCase(ConflictAction.FlaggedForReview, false, ExpectedResult = ConflictAction.FlaggedForReview)]
    public ConflictAction Another_organisations_item_is_never_superseded(ConflictAction action, bool own) => ConflictRule.Permitted(action, own);
}
