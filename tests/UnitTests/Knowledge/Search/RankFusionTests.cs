using Hivemind.Domain.Knowledge.Search;

namespace Hivemind.UnitTests.Knowledge.Search;

[Parallelizable(ParallelScope.All)]
public sealed class RankFusionTests
{
    private static readonly FusionWeights Weights = new(Vector: 1, Words: 0.5);

    [Test]
    public void Both_scores_are_added_by_weight_and_scaled_by_quality()
    {
        var ranked = Rank(10, Candidate(1, cosine: 0.6, words: 5, quality: 0.5));

        Assert.That(ranked[0].Score, Is.EqualTo((0.6 + (0.5 * 0.25)) / 1.5 * 0.85).Within(1e-9));
    }

    [Test]
    public void A_better_item_of_equal_relevance_comes_first()
    {
        var ranked = Rank(10, Candidate(1, 0.6, 0, quality: 0.2), Candidate(2, 0.6, 0, quality: 0.9));

        Assert.That(ranked.Select(hit => hit.Candidate.Id), Is.EqualTo(new[] { Id(2), Id(1) }));
    }

    [Test]
    public void A_query_that_is_there_word_for_word_outweighs_a_likely_meaning()
    {
        var ranked = Rank(10, Candidate(1, 0.6, 1), Candidate(2, 0.45, 9));

        Assert.That(ranked[0].Candidate.Id, Is.EqualTo(Id(2)));
    }

    [Test]
    public void A_few_common_words_do_not_outweigh_meaning()
    {
        var ranked = Rank(10, Candidate(1, 0.6, 0), Candidate(2, 0.55, 2));

        Assert.That(ranked[0].Candidate.Id, Is.EqualTo(Id(1)));
    }

    [Test]
    public void Equal_scores_are_ordered_by_id()
    {
        var ranked = Rank(10, Candidate(3, 0.5, 1), Candidate(1, 0.5, 1), Candidate(2, 0.5, 1));

        Assert.That(ranked.Select(hit => hit.Candidate.Id), Is.EqualTo(new[] { Id(1), Id(2), Id(3) }));
    }

    [Test]
    public void Of_equal_texts_the_private_copy_stays()
    {
        var ranked = Rank(10, Candidate(1, 0.9, 5) with { ContentHash = "same" }, Candidate(2, 0.8, 5) with { ContentHash = "same", IsPublic = false });

        Assert.That(ranked.Select(hit => hit.Candidate.Id), Is.EqualTo(new[] { Id(2) }));
    }

    [Test]
    public void Of_equal_public_texts_the_best_stays()
    {
        var ranked = Rank(10, Candidate(1, 0.8, 5) with { ContentHash = "same" }, Candidate(2, 0.8, 5, quality: 0.9) with { ContentHash = "same" });

        Assert.That(ranked.Select(hit => hit.Candidate.Id), Is.EqualTo(new[] { Id(2) }));
    }

    [Test]
    public void Without_vectors_words_alone_rank()
    {
        var ranked = Rank(10, Candidate(1, null, 2), Candidate(2, null, 8));

        Assert.That(ranked.Select(hit => hit.Candidate.Id), Is.EqualTo(new[] { Id(2), Id(1) }));
        Assert.That(ranked[0].Score, Is.EqualTo(0.8 * 0.85).Within(1e-9));
    }

    [Test]
    public void When_a_candidate_lacks_a_vector_ranks_take_the_place_of_scores()
    {
        var ranked = Rank(10, Candidate(1, 0.9, 3), Candidate(2, null, 8), Candidate(3, 0.3, 0));

        Assert.That(ranked.Select(hit => hit.Candidate.Id), Is.EqualTo(new[] { Id(1), Id(3), Id(2) }));
        Assert.That(ranked[0].Score, Is.EqualTo((1 + (0.5 * 61 / 62)) / 1.5 * 0.85).Within(1e-9));
    }

    [Test]
    public void A_query_without_words_is_ranked_by_meaning()
    {
        var ranked = Rank(0, Candidate(1, 0.2, 0), Candidate(2, 0.4, 0));

        Assert.That(ranked[0].Candidate.Id, Is.EqualTo(Id(2)));
    }

    [Test]
    public void Scores_stay_between_nothing_and_one()
    {
        var ranked = Rank(10, Candidate(1, 1, 12, quality: 1), Candidate(2, -0.4, 0, quality: 0));

        Assert.That(ranked.Select(hit => hit.Score), Is.EqualTo(new[] { 1.0, 0.0 }).Within(1e-9));
    }

    [Test]
    public void A_second_look_at_the_tokens_is_added_by_its_weight()
    {
        var ranked = Ranked(Weights with { Tokens = 2 }, Candidate(1, 0.6, 0) with { TokenLikeness = 0.3 }, Candidate(2, 0.5, 0) with { TokenLikeness = 0.4 });

        Assert.That(ranked.Select(hit => hit.Candidate.Id), Is.EqualTo(new[] { Id(2), Id(1) }));
        Assert.That(ranked[0].Score, Is.EqualTo((0.5 + (2 * 0.4)) / 3.5 * 0.85).Within(1e-9));
    }

    [Test]
    public void An_item_without_a_second_look_is_neither_punished_nor_preferred()
    {
        var ranked = Ranked(
            Weights with { Tokens = 2 },
            Candidate(1, 0.6, 0) with { TokenLikeness = 0.4 }, Candidate(2, 0.5, 0), Candidate(3, 0.4, 0) with { TokenLikeness = 0.2 });

        Assert.That(ranked.Select(hit => hit.Candidate.Id), Is.EqualTo(new[] { Id(1), Id(2), Id(3) }));
    }

    [Test]
    public void When_no_item_had_a_second_look_the_first_one_stands()
    {
        SearchCandidate[] candidates = [Candidate(1, 0.6, 1), Candidate(2, 0.5, 7)];

        var scores = Ranked(Weights with { Tokens = 2 }, candidates).Select(hit => hit.Score);

        Assert.That(scores, Is.EqualTo(Ranked(Weights, candidates).Select(hit => hit.Score)));
    }

    private static IReadOnlyList<RankedCandidate<SearchCandidate>> Ranked(FusionWeights weights, params SearchCandidate[] candidates) =>
        RankFusion.Rank(candidates, candidate => candidate, 10, weights);

    private static IReadOnlyList<RankedCandidate<SearchCandidate>> Rank(double bound, params SearchCandidate[] candidates) =>
        RankFusion.Rank(candidates, candidate => candidate, bound, Weights);

    private static SearchCandidate Candidate(int number, double? cosine, double words, double quality = 0.5) => new()
    {
        Id = Id(number),
        ContentHash = $"{number}",
        IsPublic = true,
        QualityScore = quality,
        Cosine = cosine,
        Words = words,
    };

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
