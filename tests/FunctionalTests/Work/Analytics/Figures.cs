using System.Text.Json;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.Work.Analytics;

/// <summary>Compares what the server answers with what was counted.</summary>
internal static class Figures
{
    public static void Same<T>(JsonElement answer, string name, T expected) =>
        Assert.That(Plain(answer.GetProperty(name)), Is.EqualTo(Plain(JsonSerializer.SerializeToElement(expected, WireJson.Options))), name);

    public static void Near(JsonElement answer, string name, double? expected, double tolerance = 0.000002, double percent = 0)
    {
        var actual = answer.GetProperty(name);
        if (expected is null)
            Assert.That(actual.ValueKind, Is.EqualTo(JsonValueKind.Null), name);
        else
            Assert.That(actual.GetDouble(), Is.EqualTo(expected).Within(Math.Max(tolerance, expected.Value * percent / 100)), name);
    }

    public static void Near(IEnumerable<double> actual, IEnumerable<double> expected, string name) =>
        Assert.That(actual, Is.EqualTo(expected).Within(0.002), name);

    /// <summary>Without the zeros at the end of numbers.</summary>
    private static string Plain(JsonElement value) =>
        System.Text.RegularExpressions.Regex.Replace(value.GetRawText(), @"(\.\d*?)0+(?=[,\]}]|$)", "$1").Replace(".,", ",", StringComparison.Ordinal)
            .Replace(".]", "]", StringComparison.Ordinal).Replace(".}", "}", StringComparison.Ordinal).TrimEnd('.');

    public static double? Percentile95(IReadOnlyList<TimeSpan> sorted)
    {
        if (sorted.Count == 0)
            return null;

        var place = 0.95 * (sorted.Count - 1);
        var (low, high) = (sorted[(int)place], sorted[Math.Min((int)place + 1, sorted.Count - 1)]);
        return (low + ((high - low) * (place - (int)place))).TotalSeconds;
    }
}
