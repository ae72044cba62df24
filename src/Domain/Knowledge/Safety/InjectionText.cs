using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>
/// A text as the injection rules read it: compatibility forms and look-alike letters folded, lower case, invisible characters gone, white space collapsed (a line break stays one),
/// s p a c e d words joined. Remembers what stood in fenced code and where something was hidden.
/// </summary>
internal sealed partial class InjectionText
{
    // Letters of other alphabets that look like Latin ones; inside a Latin word they are there to hide it.
    private static readonly FrozenDictionary<char, char> Lookalikes =
        "аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwвbнhкkмmтtαaεeοoρpιiκkνvτtυu".Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    private readonly StringBuilder _text = new();
    private readonly List<Range> _fenced = [];

    public InjectionText(string raw)
    {
        var hasRightToLeft = HiddenCharacters.HasRightToLeft(raw);
        var position = 0;
        foreach (var fence in CodeSpans.Fenced(raw))
        {
            Append(raw, position..fence.Start.Value, hasRightToLeft);
            var start = _text.Length;
            Append(raw, fence, hasRightToLeft);
            _fenced.Add(start.._text.Length);
            position = fence.End.Value;
        }

        Append(raw, position..raw.Length, hasRightToLeft);
        Text = _text.ToString();
    }

    public string Text { get; }

    /// <summary>Positions in the normalised text at which something was hidden.</summary>
    public List<int> Hidden { get; } = [];

    public bool IsFenced(int position)
    {
        var (low, high) = (0, _fenced.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_fenced[middle].End.Value <= position)
                low = middle + 1;
            else
                high = middle;
        }

        return low < _fenced.Count && _fenced[low].Start.Value <= position;
    }

    private void Append(string raw, Range range, bool hasRightToLeft)
    {
        var (start, length) = range.GetOffsetAndLength(raw.Length);
        var visible = new StringBuilder(length);
        for (var i = start; i < start + length; i++)
        {
            var letter = raw[i];
            var isPair = i + 1 < raw.Length && char.IsSurrogatePair(letter, raw[i + 1]);
            if (letter >= '\u00AD' && HiddenCharacters.IsInvisible(raw, i))
            {
                if (HiddenCharacters.IsSuspicious(raw, i, hasRightToLeft))
                    Hidden.Add(_text.Length + visible.Length);
            }
            else if (isPair)
            {
                visible.Append(raw, i, 2);
            }
            else
            {
                visible.Append(letter switch { '\u2019' or '\u02BC' => '\'', _ when char.IsSurrogate(letter) => '\uFFFD', _ => letter });
            }

            i += isPair ? 1 : 0;
        }

        _text.Append(Folded(visible.ToString()));
    }

    private static string Folded(string visible)
    {
        var folded = visible.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        folded = MixedWord().Replace(folded, match => string.Concat(match.Value.Select(letter => Lookalikes.GetValueOrDefault(letter, letter))));
        var collapsed = WhiteSpace().Replace(folded, match => match.ValueSpan.ContainsAny('\n', '\r') ? "\n" : " ");
        return Spaced().Replace(collapsed, match => Gap().Replace(match.Value, ""));
    }

    [GeneratedRegex(@"[a-z][a-z\u0370-\u052F]{0,40}[\u0370-\u052F][a-z\u0370-\u052F]{0,40}|[\u0370-\u052F]{1,8}[a-z][a-z\u0370-\u052F]{0,40}", RegexOptions.CultureInvariant)]
    private static partial Regex MixedWord();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"(?<![^\W_])[a-z](?:[ .*_-][a-z]){4,400}(?![^\W_])", RegexOptions.CultureInvariant)]
    private static partial Regex Spaced();

    [GeneratedRegex("[^a-z]", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}
