namespace Hivemind.Application.Knowledge;

/// <summary>The text behind the vectors of a piece of knowledge: one form for contributions, approvals, imports and re-embedding.</summary>
public static class KnowledgeText
{
    /// <summary>The given title above the content; a title that is only the beginning of the content is not repeated.</summary>
    public static string ForEmbedding(string? title, string content) =>
        string.IsNullOrWhiteSpace(title) ? content : $"{title}\n\n{content}";
}
