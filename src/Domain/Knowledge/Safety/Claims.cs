using System.Text;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>
/// The sensitive spans found in one text so far. Who comes first keeps what it claimed, so the families are asked from the most to the least specific.
/// Placeholders already in the text are out of reach: a span that runs over one is split around it.
/// </summary>
internal sealed class Claims
{
    // Stands for what is hidden: no letter, no digit, no white space, no punctuation any rule asks for.
    private const char Mask = '\uFFFC';

    private readonly string _text;
    private readonly bool[] _taken;
    private readonly List<SensitiveSpan> _spans = [];

    public Claims(string text)
    {
        _text = text;
        _taken = new bool[text.Length];
        foreach (var placeholder in Placeholders.In(text))
            Take(placeholder);
    }

    public int Count => _spans.Count;

    public IEnumerable<string> Values => _spans.Select(span => _text.Substring(span.Start, span.Length));

    public void Add(SensitiveSpan span)
    {
        for (var start = span.Start; start < span.End;)
        {
            var end = start;
            while (end < span.End && !_taken[end])
                end++;

            if (HasLetterOrDigit(_text.AsSpan(start, end - start)))
            {
                var free = span with { Start = start, Length = end - start };
                Take(free);
                _spans.Add(free);
            }

            start = end + 1;
        }
    }

    public void AddRange(IEnumerable<SensitiveSpan> spans)
    {
        foreach (var span in spans)
            Add(span);
    }

    /// <summary>The text with everything claimed, and the given stretches, blanked out. Positions stay.</summary>
    public string Masked(IEnumerable<Range> alsoHidden)
    {
        var masked = _text.ToCharArray();
        foreach (var hidden in alsoHidden)
            masked.AsSpan(hidden).Fill(Mask);

        for (var i = 0; i < masked.Length; i++)
        {
            if (_taken[i])
                masked[i] = Mask;
        }

        return new string(masked);
    }

    /// <param name="mask">What stands for every value; default the placeholder of its kind.</param>
    public string Replaced(string? mask = null)
    {
        var result = new StringBuilder(_text.Length);
        var position = 0;
        foreach (var span in _spans.OrderBy(span => span.Start))
        {
            result.Append(_text, position, span.Start - position).Append(mask ?? span.Placeholder);
            position = span.End;
        }

        return result.Append(_text, position, _text.Length - position).ToString();
    }

    private static bool HasLetterOrDigit(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
                return true;
        }

        return false;
    }

    private void Take(SensitiveSpan span) => _taken.AsSpan(span.Start, span.Length).Fill(true);
}
