using Hivemind.Application.Embeddings;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>Finds the item that a new text repeats or replaces, and makes the text's vectors on the way.</summary>
internal sealed partial class DuplicateSearch(
    IDuplicateQueries queries, KnowledgeVectors vectors, IOptions<DuplicateOptions> options, ILogger<DuplicateSearch> logger)
{
    public async Task<DuplicateFinding> Find(string orgId, SafeText text, string? version, CancellationToken cancellationToken)
    {
        if (await queries.FindEqual(orgId, text.Hash, cancellationToken) is { } equal)
            return new(ConflictAction.Noop, equal, null);

        var embedded = await Embed(text, cancellationToken);
        if (embedded is null)
            return new(ConflictAction.Add, null, null);

        var candidates = await queries.FindNear(orgId, [.. embedded.Select(piece => piece.Vector)], options.Value.MaxCosineDistance, options.Value.Candidates, cancellationToken);
        var match = candidates
            .Select(candidate => (Item: candidate, Jaccard: MinHash.Jaccard(text.MinHash, candidate.MinHash)))
            .Where(candidate => candidate.Jaccard >= options.Value.MinJaccard)
            .OrderByDescending(candidate => candidate.Item.IsOwn)
            .ThenByDescending(candidate => candidate.Jaccard)
            .ThenBy(candidate => candidate.Item.Distance)
            .Select(candidate => ((DuplicateCandidate Item, double Jaccard)?)candidate)
            .FirstOrDefault();

        if (match is not { Item: var item, Jaccard: var jaccard })
            return new(ConflictAction.Add, null, embedded);

        var action = ConflictRule.Decide(item.ContentHash == text.Hash, jaccard, version, item.Version, item.IsOwn, options.Value.MinJaccard);
        return new(action, action is ConflictAction.Add ? null : item.Id, embedded);
    }

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
}
