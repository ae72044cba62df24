using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;
using Microsoft.Extensions.Logging;

namespace Hivemind.Application.Knowledge.Judging;

/// <summary>Decides by language model what a new text does to the items near it, and knows when to leave that to the rules.</summary>
internal sealed partial class ConflictJudgement(ITextJudge judge, IDuplicateQueries queries, ILogger<ConflictJudgement> logger)
{
    /// <summary>So many of the nearest are put to the judge.</summary>
    private const int MaxCandidates = 3;

    /// <param name="candidates">In the order in which they may match.</param>
    /// <param name="rule">What the rules say of a match, for when the judge confirms it and then fails.</param>
    /// <returns>Null when there is no judge, or it failed: the rules decide.</returns>
    public async Task<(ConflictAction Action, DuplicateCandidate? Match)?> Of(
        SafeText text, string? version, IReadOnlyList<DuplicateCandidate> candidates, Func<DuplicateCandidate, ConflictAction> rule,
        CancellationToken cancellationToken)
    {
        if (!judge.IsConfigured || candidates.Count == 0 || candidates[0].ContentHash == text.Hash)
            return null;

        var offered = new JudgedText(Guid.Empty, text.Title, text.Content, version);
        try
        {
            var texts = await queries.Texts([.. candidates.Take(MaxCandidates).Select(candidate => candidate.Id)], cancellationToken);
            var confirmed = texts.Count > 0 ? await judge.Confirm(offered, texts, cancellationToken) : [];
            if (candidates.FirstOrDefault(candidate => confirmed.Any(one => one.Id == candidate.Id)) is not { } match)
                return (ConflictAction.Add, null);

            return (await Compare(offered, confirmed.First(one => one.Id == match.Id), () => rule(match), cancellationToken), match);
        }
        catch (JudgeUnavailableException exception)
        {
            LogSkipped(logger, exception.Message);
            return null;
        }
    }

    private async Task<ConflictAction> Compare(JudgedText offered, JudgedText match, Func<ConflictAction> rule, CancellationToken cancellationToken)
    {
        try
        {
            return await judge.Compare(offered, match, cancellationToken);
        }
        catch (JudgeUnavailableException exception)
        {
            LogSkipped(logger, exception.Message);
            return rule();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The rules decided about a contribution without the judge: {Reason}")]
    private static partial void LogSkipped(ILogger logger, string reason);
}
