using Hivemind.Domain.Knowledge;

namespace Hivemind.Application.Knowledge.Judging;

/// <summary>
/// A language model that compares texts. It is optional: where none is configured, and whenever it throws
/// <see cref="JudgeUnavailableException"/>, the rules decide alone.
/// </summary>
public interface ITextJudge
{
    bool IsConfigured { get; }

    /// <summary>Which of the candidates speak of the same matter as the text, in their order.</summary>
    Task<IReadOnlyList<JudgedText>> Confirm(JudgedText text, IReadOnlyList<JudgedText> candidates, CancellationToken cancellationToken);

    /// <summary>How the text stands to the one it matches; FLAGGED_FOR_REVIEW when the conflict is indirect.</summary>
    Task<ConflictAction> Compare(JudgedText text, JudgedText match, CancellationToken cancellationToken);
}

/// <summary>A text to judge, already cleaned of what must not leave the server.</summary>
public sealed record JudgedText(Guid Id, string? Title, string Content, string? Version);

/// <summary>No judgement could be had: the service is slow, failed, or answered with something else.</summary>
public sealed class JudgeUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
