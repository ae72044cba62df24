using System.Text.Json;
using System.Text.Json.Nodes;
using Hivemind.Domain.Common;

namespace Hivemind.Domain.Sources;

/// <summary>What a source of each type can be told. Members that its type does not know are left out.</summary>
public static class SourceConfig
{
    public const int MaxListLength = 100;
    public const int MaxTextLength = 500;
    public const int MaxQueryLength = 10_000;
    public const int MaxMaxResults = 10_000;

    private const string Query = "jql";
    private const string MaxResults = "max_results";

    private static readonly Dictionary<SourceType, string[]> Lists = new()
    {
        [SourceType.Github] = ["include_patterns", "exclude_patterns", "topics", "languages", "branches", "file_patterns", "exclude_file_patterns"],
        [SourceType.Jira] = ["issue_types", "include_labels", "exclude_labels"],
        [SourceType.Confluence] = ["spaces", "include_labels", "exclude_labels", "content_types"],
    };

    /// <summary>The JSON object to keep; refuses what is of the wrong form.</summary>
    public static string Of(SourceType type, JsonElement given)
    {
        if (given.ValueKind is not JsonValueKind.Object)
            throw Wrong("config", "A JSON object.");

        var known = new JsonObject();
        foreach (var member in given.EnumerateObject().Where(member => member.Value.ValueKind is not JsonValueKind.Null))
        {
            if (Lists[type].Contains(member.Name))
                known[member.Name] = new JsonArray([.. Texts(member).Select(text => JsonValue.Create(text))]);
            else if (type is SourceType.Jira && member.Name == Query)
                known[member.Name] = TextOf(member.Value, MaxQueryLength) ?? throw Wrong(member.Name, $"A text of at most {MaxQueryLength} characters.");
            else if (type is SourceType.Jira && member.Name == MaxResults)
                known[member.Name] = NumberOf(member.Value) ?? throw Wrong(member.Name, $"1 to {MaxMaxResults}.");
        }

        return known.ToJsonString();
    }

    private static List<string> Texts(JsonProperty member)
    {
        var texts = member.Value.ValueKind is JsonValueKind.Array ? member.Value.EnumerateArray().Select(item => TextOf(item, MaxTextLength)).ToList() : null;
        return texts is { Count: <= MaxListLength } && texts.OfType<string>().ToList() is var all && all.Count == texts.Count
            ? all
            : throw Wrong(member.Name, $"A list of at most {MaxListLength} texts of at most {MaxTextLength} characters.");
    }

    private static string? TextOf(JsonElement json, int maxLength) =>
        json.ValueKind is JsonValueKind.String && json.GetString() is { } text && !text.Contains('\0') && Text.Length(text) <= maxLength ? text : null;

    private static int? NumberOf(JsonElement json) =>
        json.ValueKind is JsonValueKind.Number && json.TryGetInt32(out var number) && number is >= 1 and <= MaxMaxResults ? number : null;

    private static ValidationFailedException Wrong(string member, string message) => new(member == "config" ? member : $"config.{member}", message);
}
