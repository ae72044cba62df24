using Hivemind.Domain.Common;

namespace Hivemind.Domain.Knowledge;

/// <summary>The title people see: the given one, else the beginning of the content, unchanged.</summary>
public static class KnowledgeTitle
{
    public const int MaxLength = 200;
    public const int DerivedLength = 80;

    public static string Of(string? title, string content) =>
        string.IsNullOrWhiteSpace(title) ? Text.Cut(content, DerivedLength) : title;
}
