using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Cli;

/// <summary>A line of an import file: what it offers, or why it cannot be read.</summary>
internal sealed record Note(int Line, string Label, ContributionInput? Input, string? Defect);

/// <summary>Reads the lines of an import file. A bad line is reported, not fatal.</summary>
internal static class NoteFile
{
    public static IReadOnlyList<Note> Read(FileInfo file, string defaultCategory) =>
    [
        .. File.ReadLines(file.FullName)
            .Select((text, index) => (text, line: index + 1))
            .Where(entry => !string.IsNullOrWhiteSpace(entry.text))
            .Select(entry => Parse(entry.text, entry.line, defaultCategory)),
    ];

    private static Note Parse(string text, int line, string defaultCategory)
    {
        try
        {
            var wire = JsonSerializer.Deserialize<Wire>(text, WireJson.Options);
            if (wire?.Content is null)
                return new Note(line, $"line {line}", null, "no content");

            var isKnown = KnowledgeCategories.TryParse(wire.Category, out var category);
            if (!isKnown)
                _ = KnowledgeCategories.TryParse(defaultCategory, out category);

            IEnumerable<string> tags = [.. wire.Tags ?? [], .. isKnown || string.IsNullOrWhiteSpace(wire.Category) ? Array.Empty<string>() : [wire.Category]];
            return new Note(line, wire.Slug ?? wire.Title ?? $"line {line}", new ContributionInput
            {
                Content = wire.Content,
                Title = wire.Title,
                Category = category,
                Tags = [.. tags.Distinct().Take(ContributionShape.MaxTags)],
                RunId = wire.Slug,
            }, null);
        }
        catch (JsonException)
        {
            return new Note(line, $"line {line}", null, "not a JSON object of the expected form");
        }
    }

    private sealed record Wire(string? Content, string? Title, string? Category, IReadOnlyList<string>? Tags, string? Slug);
}
