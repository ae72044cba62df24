using System.Globalization;
using System.Text.RegularExpressions;

namespace Hivemind.Domain.Traffic.Automations;

/// <summary>
/// Regular expressions of tenants. They are matched in time linear to the input, and what makes other engines explode (a repeated
/// group that repeats inside) is refused, so that a pattern means the same wherever it is copied from.
/// </summary>
public static class SafePattern
{
    public const int MaxLength = 500;
    public const int MaxInput = 10_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with the pattern; null when nothing is.</summary>
    public static string? Fault(string pattern)
    {
        if (pattern.Length > MaxLength)
            return $"A pattern has at most {MaxLength} characters.";

        if (HasNestedQuantifiers(pattern))
            return "A pattern may not repeat a group that repeats inside, such as (a+)+.";

        try
        {
            Compile(pattern);
            return null;
        }
        catch (ArgumentException)
        {
            return "The pattern is not a regular expression.";
        }
        catch (NotSupportedException)
        {
            return "The pattern is too large, or uses lookarounds, backreferences or atomic groups, which have no linear-time form.";
        }
    }

    /// <summary>Throws for a pattern that has a fault.</summary>
    public static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Limit);

    // Walks the pattern once. Of each open group it knows whether something inside repeats, and whether without an end.
    private static bool HasNestedQuantifiers(string pattern)
    {
        var groups = new Stack<Inside>();
        var current = new Inside(false, false);
        var unit = new Inside(false, false);

        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    unit = default;
                    break;
                case '[':
                    i = EndOfClass(pattern, i);
                    unit = default;
                    break;
                case '(':
                    groups.Push(current);
                    (current, unit) = (default, default);
                    break;
                case ')' when groups.Count > 0:
                    unit = current;
                    current = groups.Pop() | unit;
                    break;
                case '*' or '+' or '{' when Quantifier(pattern, i) is { } repeat:
                    if (repeat.Most > 1 && (unit.Endless || (unit.Varies && repeat.Most > repeat.Least)))
                        return true;

                    current |= new Inside(repeat.Most > 1 && repeat.Most > repeat.Least, repeat.Most == int.MaxValue);
                    i = repeat.End;
                    unit = default;
                    break;
                case '?':
                    break; // at most once, or lazy: neither multiplies
                default:
                    unit = default;
                    break;
            }
        }

        return false;
    }

    private static int EndOfClass(string pattern, int start)
    {
        var i = start + 1;
        if (i < pattern.Length && pattern[i] == '^')
            i++;

        for (var first = i; i < pattern.Length && (pattern[i] != ']' || i == first); i++)
        {
            if (pattern[i] == '\\')
                i++;
        }

        return i;
    }

    private static Repeat? Quantifier(string pattern, int at)
    {
        if (pattern[at] is '*' or '+')
            return new Repeat(at, pattern[at] == '*' ? 0 : 1, int.MaxValue);

        var close = pattern.IndexOf('}', at);
        if (close < 0)
            return null;

        var bounds = pattern[(at + 1)..close].Split(',');
        if (bounds.Length > 2 || !TryNumber(bounds[0], out var least))
            return null;

        var most = least;
        if (bounds.Length == 2 && bounds[1].Length == 0)
            most = int.MaxValue;
        else if (bounds.Length == 2 && !TryNumber(bounds[1], out most))
            return null;

        return new Repeat(close, least, most);
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private readonly record struct Repeat(int End, int Least, int Most);

    private readonly record struct Inside(bool Varies, bool Endless)
    {
        public static Inside operator |(Inside left, Inside right) => new(left.Varies || right.Varies, left.Endless || right.Endless);
    }
}
