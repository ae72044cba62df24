using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

/// <summary>A conflict action as it is stored: upper case, and null for adding.</summary>
internal static class ConflictText
{
    public static string? Of(ConflictAction action) => action is ConflictAction.Add ? null : EnumText.Of(action).ToUpperInvariant();

    public static ConflictAction Parse(string? text) => text switch
    {
        null => ConflictAction.Add,
        "UPDATE" => ConflictAction.Update,
        "VERSION_FORK" => ConflictAction.VersionFork,
        "FLAGGED_FOR_REVIEW" => ConflictAction.FlaggedForReview,
        _ => throw new ArgumentException("A stored conflict action is unknown.", nameof(text)),
    };

    public static PendingConflict? View(string? text) => Parse(text) switch
    {
        ConflictAction.Update => PendingConflict.Update,
        ConflictAction.VersionFork => PendingConflict.VersionFork,
        ConflictAction.FlaggedForReview => PendingConflict.FlaggedForReview,
        _ => null,
    };
}
