using Hivemind.Application.Embeddings;
using Hivemind.Application.Knowledge.Judging;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>Finds the item that a new text repeats or replaces, and makes the text's vectors on the way.</summary>
internal sealed partial class DuplicateSearch(
    IDuplicateQueries queries, KnowledgeVectors vectors, ConflictJudgement judgement, IOptions<DuplicateOptions> options, ILogger<DuplicateSearch> logger)
{
    public async Task<DuplicateFinding> Find(string orgId, SafeText text, string? version, CancellationToken cancellationToken)
    {
        if (await queries.FindEqual(orgId, text.Hash, cancellationToken) is { } equal)
            return new(ConflictAction.Noop, equal, null);

        var embedded = await Embed(text, cancellationToken);
        if (embedded is null)
            return new(ConflictAction.Add, null, null);

        var near = await queries.FindNear(orgId, [.. embedded.Select(piece => piece.Vector)], options.Value.MaxCosineDistance, options.Value.Candidates, cancellationToken);
        var candidates = near
            .OrderByDescending(candidate => candidate.IsOwn)
            .ThenByDescending(candidate => Jaccard(text, candidate))
            .ThenBy(candidate => candidate.Distance)
            .ToList();

        ConflictAction Rule(DuplicateCandidate match) => ConflictRule.Decide(
            match.ContentHash == text.Hash, Jaccard(text, match), version, match.Version, match.IsOwn, options.Value.MinJaccard);

        var (action, match) = await judgement.Of(text, version, candidates, Rule, cancellationToken)
            ?? (candidates.FirstOrDefault(candidate => Jaccard(text, candidate) >= options.Value.MinJaccard) is { } nearEqual ? (Rule(nearEqual), nearEqual) : (ConflictAction.Add, null));

        return Finding(match is null ? ConflictAction.Add : ConflictRule.Permitted(action, match.IsOwn), match, embedded);
    }

    private static double Jaccard(SafeText text, DuplicateCandidate candidate) => MinHash.Jaccard(text.MinHash, candidate.MinHash);

    // What was approved elsewhere can be a duplicate, but nothing of this organisation's is done to it.
    private static DuplicateFinding Finding(ConflictAction action, DuplicateCandidate? match, IReadOnlyList<TextEmbedding> embedded) =>
        new(action, action is not ConflictAction.Add && (action is ConflictAction.Noop || match is { IsOwn: true }) ? match?.Id : null, embedded);

    // The text is worth keeping even while nothing can be embedded: a reviewer sees it, and approval makes the vectors.
    private async Task<IReadOnlyList<TextEmbedding>?> Embed(SafeText text, CancellationToken cancellationToken)
    {
        try
        {
            return await vectors.Of(text.Title, text.Content, cancellationToken);
        }
        catch (EmbeddingUnavailableException exception)
        {
            LogUnavailable(logger, exception.Message);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Queued a contribution without vectors: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string reason);
}

/// <summary>What to do with a new text, the item that this concerns, and the text's vectors (null when none could be had).</summary>
internal sealed record DuplicateFinding(ConflictAction Action, Guid? MatchId, IReadOnlyList<TextEmbedding>? Vectors);

/// <summary>A live item near a new text. The words of items from before signatures were kept are hashed on the spot.</summary>
public sealed record DuplicateCandidate(Guid Id, bool IsOwn, string ContentHash, string? Version, uint[] MinHash, double Distance);

/// <summary>The stored side of the duplicate search.</summary>
public interface IDuplicateQueries
{
    /// <summary>The live item of the organisation with exactly this text.</summary>
    Task<Guid?> FindEqual(string orgId, string contentHash, CancellationToken cancellationToken);

    /// <summary>The nearest live items, own or public, nearer than the distance.</summary>
    Task<IReadOnlyList<DuplicateCandidate>> FindNear(
        string orgId, IReadOnlyList<float[]> vectors, double maxDistance, int limit, CancellationToken cancellationToken);

    /// <summary>The texts of items, in the order of the ids.</summary>
    Task<IReadOnlyList<JudgedText>> Texts(IReadOnlyList<Guid> items, CancellationToken cancellationToken);
}
