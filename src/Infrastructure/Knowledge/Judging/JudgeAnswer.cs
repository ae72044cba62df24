using System.Text.Json;
using Hivemind.Application.Knowledge.Judging;
using Hivemind.Domain.Knowledge;

namespace Hivemind.Infrastructure.Knowledge.Judging;

/// <summary>Reads what the judge answered; anything but a judgement is an exception.</summary>
internal static class JudgeAnswer
{
    /// <summary>The JSON object in the model's message, which many models wrap in words or a fence.</summary>
    public static JsonElement Read(JsonElement completion)
    {
        var message = completion.GetProperty("choices").EnumerateArray().First().GetProperty("message").GetProperty("content").GetString() ?? "";
        var (start, end) = (message.IndexOf('{'), message.LastIndexOf('}'));
        return start >= 0 && end > start ? JsonElement.Parse(message[start..(end + 1)]) : throw new JsonException("no object");
    }

    /// <summary>The candidates whose numbers, counted from 1, are in the answer.</summary>
    public static IReadOnlyList<JudgedText> Same(JsonElement answer, IReadOnlyList<JudgedText> candidates) => Judged(() =>
    {
        var numbers = answer.GetProperty("same").EnumerateArray().Select(number => number.GetInt32()).ToHashSet();
        return numbers.All(number => number >= 1 && number <= candidates.Count)
            ? (IReadOnlyList<JudgedText>)[.. candidates.Where((_, index) => numbers.Contains(index + 1))]
            : throw new JsonException("an unknown number");
    });

    public static ConflictAction Action(JsonElement answer) => Judged(() => answer.GetProperty("action").GetString()?.ToUpperInvariant() switch
    {
        "ADD" => ConflictAction.Add,
        "NOOP" => ConflictAction.Noop,
        "UPDATE" => ConflictAction.Update,
        "VERSION_FORK" => ConflictAction.VersionFork,
        "INDIRECT" or "FLAGGED_FOR_REVIEW" => ConflictAction.FlaggedForReview,
        _ => throw new JsonException("an unknown action"),
    });

    private static T Judged<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JudgeUnavailableException("the language model answered with something else than a judgement");
        }
    }
}
