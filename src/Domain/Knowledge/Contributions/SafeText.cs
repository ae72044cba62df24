using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge.Safety;

namespace Hivemind.Domain.Knowledge.Contributions;

/// <summary>Title, content and tags as they may be stored: nothing sensitive is left in them. Refusals never say what was found.</summary>
public sealed record SafeText
{
    private SafeText(string? title, string content, IReadOnlyList<string>? tags)
    {
        Title = title;
        Content = content;
        Tags = tags;
        Hash = ContentHash.Of(content);
        MinHash = Knowledge.MinHash.Signature(content);
    }

    public string? Title { get; }

    public string Content { get; }

    public IReadOnlyList<string>? Tags { get; }

    public string Hash { get; }

    public uint[] MinHash { get; }

    /// <summary>Refuses raw text that looks like orders to the agents which will read it.</summary>
    public static void RefuseOrders(Func<string, double> score, double threshold, string? title, string content, IReadOnlyList<string>? tags)
    {
        string?[] texts = [content, title, tags is null ? null : string.Join('\n', tags)];
        if (texts.Any(text => text is not null && score(text) >= threshold))
            throw Rejected("injection");
    }

    /// <summary>Takes out what must not be stored, and refuses when too little is left.</summary>
    /// <param name="entities">Finds names and locations.</param>
    public static SafeText Of(
        string? title, string content, IReadOnlyList<string>? tags, double maxRatio, Func<string, IReadOnlyList<SensitiveSpan>> entities)
    {
        var redaction = SensitiveContent.Redact(content, entities);
        if (redaction.IsOverRedacted(maxRatio))
            throw Rejected("over_redacted");

        return new(
            string.IsNullOrWhiteSpace(title) ? null : Brief(title, KnowledgeTitle.MaxLength, entities),
            redaction.Text,
            tags is { Count: > 0 } ? [.. tags.Select(tag => Brief(tag, ContributionShape.MaxTag, entities))] : null);
    }

    /// <summary>A short text, cleaned like content; placeholders may not make it longer than allowed.</summary>
    public static string Brief(string text, int maxLength, Func<string, IReadOnlyList<SensitiveSpan>> entities) =>
        Text.Cut(SensitiveContent.Redact(text, entities).Text, maxLength);

    /// <summary>A short technical field, cleaned of secrets only: versions and names of frameworks are not personal.</summary>
    public static string? WithoutSecrets(string? text, int maxLength) =>
        string.IsNullOrEmpty(text) ? null : Text.Cut(SensitiveContent.RedactSecrets(text), maxLength);

    private static RuleException Rejected(string reason) =>
        new(ErrorCode.ContentRejected, "The content cannot be accepted.", new Dictionary<string, object?> { ["reason"] = reason });
}
