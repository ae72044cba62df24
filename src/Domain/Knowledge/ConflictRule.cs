namespace Hivemind.Domain.Knowledge;

/// <summary>What happens to an existing item when a new one is approved.</summary>
public enum ConflictAction
{
    Add,
    Noop,
    Update,
    VersionFork,
    FlaggedForReview,
}

/// <summary>Decides between a new text and the item it matches when no language model is there to ask, or when it failed.</summary>
public static class ConflictRule
{
    public const double DefaultMinJaccard = 0.95;

    /// <summary>
    /// Equal texts and near-equal texts of one version add nothing; near-equal texts of two versions both hold; all else coexists.
    /// </summary>
    public static ConflictAction Decide(
        bool equalHash, double jaccard, string? newVersion, string? matchVersion, bool matchIsOwn, double minJaccard = DefaultMinJaccard)
    {
        if (equalHash)
            return ConflictAction.Noop;

        if (jaccard < minJaccard)
            return ConflictAction.Add;

        var action = newVersion == matchVersion ? ConflictAction.Noop : ConflictAction.VersionFork;
        return Permitted(action, matchIsOwn);
    }

    /// <summary>An organisation changes only its own items: superseding or forking another's becomes adding.</summary>
    public static ConflictAction Permitted(ConflictAction action, bool matchIsOwn) =>
        !matchIsOwn && action is ConflictAction.Update or ConflictAction.VersionFork ? ConflictAction.Add : action;
}
