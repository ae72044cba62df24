using System.Text.RegularExpressions;

namespace Hivemind.Application.Knowledge;

/// <summary>The texts behind the vectors of a piece of knowledge: one form for contributions, approvals, imports and re-embedding.</summary>
public static partial class KnowledgeText
{
    private const int MinProse = 40;

    /// <summary>The given title above the content; a title that is only the beginning of the content is not repeated.</summary>
    public static string ForEmbedding(string? title, string content) =>
        string.IsNullOrWhiteSpace(title) ? content : $"{title}\n\n{content}";

    /// <summary>
    /// What is embedded, piece by piece. Every piece bears the title, so that none loses its subject. A text with code blocks is there
    /// a second time without them, because questions are asked in words (measured: docs/decisions/0005).
    /// </summary>
    public static IReadOnlyList<string> Pieces(string? title, string content, Func<string, IReadOnlyList<string>> chunk) =>
        [.. Whole(title, content, chunk), .. Prose(title, content, chunk)];

    /// <summary>The pieces that make up the whole text, once.</summary>
    public static IReadOnlyList<string> Whole(string? title, string text, Func<string, IReadOnlyList<string>> chunk) =>
        [.. chunk(ForEmbedding(title, text)).Select((piece, index) => index == 0 ? piece : ForEmbedding(title, piece))];

    /// <summary>The pieces of a text with code blocks without them; none of any other text.</summary>
    public static IReadOnlyList<string> Prose(string? title, string content, Func<string, IReadOnlyList<string>> chunk)
    {
        var prose = CodeBlock().Replace(content, " ").Trim();
        return prose.Length >= MinProse && prose.Length < content.Trim().Length ? Whole(title, prose, chunk) : [];
    }

    [GeneratedRegex(@"^(?<fence>```+|~~~+).*?(^\k<fence>|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
