using Hivemind.Domain.Common;

namespace Hivemind.Domain.Sources;

/// <summary>Where knowledge and work of an organisation come from outside.</summary>
public sealed record DataSource
{
    public const int MaxNameLength = 255;

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required SourceType SourceType { get; init; }

    public required string Name { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>A JSON object of the members that the type knows.</summary>
    public required string Config { get; init; }

    public DateTimeOffset? LastSyncAt { get; init; }

    public string? LastSyncStatus { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public int RowVersion { get; init; } = 1;

    /// <summary>Refuses to turn a source on that has nothing to read through.</summary>
    public static void CheckConnected(SourceType type, bool isConnected)
    {
        if (!isConnected)
            throw new ValidationFailedException("enabled", $"Connect {PlatformLabel.Of(type.Platform).Name} first.");
    }
}

/// <summary>What kind of thing a source reads.</summary>
public enum SourceType
{
    Github,
    Jira,
    Confluence,
}

/// <summary>What follows from the type of a source.</summary>
public static class SourceTypes
{
    extension(SourceType type)
    {
        /// <summary>The platform it is read through.</summary>
        public Platform Platform => type is SourceType.Github ? Platform.Github : Platform.Jira;

        public string Title => type switch
        {
            SourceType.Github => "GitHub repositories",
            SourceType.Jira => "Jira issues",
            _ => "Confluence pages",
        };

        public string Description => type switch
        {
            SourceType.Github => "Files of the repositories that match patterns, topics and languages.",
            SourceType.Jira => "Issues that a query finds.",
            _ => "Pages of spaces, by their labels.",
        };
    }
}
