using System.Globalization;
using System.Text;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>
/// Reads a text word by word as BERT's uncased models want it: lower case, without accents, each punctuation mark and each
/// CJK character a word of its own. Remembers where in the original text each word stood.
/// </summary>
internal sealed class WordSplitter(string text)
{
    private static readonly string[] Ascii =
        [.. Enumerable.Range(0, 128).Select(value => value is <= 32 or 127 ? "" : char.ToLowerInvariant((char)value).ToString())];

    private readonly StringBuilder _word = new();
    private int _position;

    public int Start { get; private set; }
    public int End { get; private set; }

    /// <summary>The current word, normalised.</summary>
    public string Word => _word.ToString();

    public bool MoveNext()
    {
        _word.Clear();

        while (_position < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(_position), out var rune, out var length);
            var letters = Normalise(rune);
            var ends = IsSpace(rune) || letters.Length > 0 && StandsAlone(Rune.GetRuneAt(letters, 0));

            if (ends && _word.Length > 0)
                return true;

            if (letters.Length > 0)
                Take(letters, length);

            _position += length;

            if (ends && _word.Length > 0)
                return true;
        }

        return _word.Length > 0;
    }

    private void Take(string letters, int length)
    {
        if (_word.Length == 0)
            Start = _position;

        _word.Append(letters);
        End = _position + length;
    }

    /// <summary>What the model sees of a character: nothing of white space, controls and accents.</summary>
    private static string Normalise(Rune rune)
    {
        if (rune.IsAscii)
            return Ascii[rune.Value];

        if (IsSpace(rune) || rune == Rune.ReplacementChar || IsInvisible(Rune.GetUnicodeCategory(rune)))
            return "";

        var letters = new StringBuilder();

        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
                letters.Append(Rune.ToLowerInvariant(part).ToString());
        }

        return letters.ToString();
    }

    /// <summary>Other controls, be they white space or not, do not end a word: the model was trained so.</summary>
    private static bool IsSpace(Rune rune) =>
        rune.IsAscii ? rune.Value is ' ' or '\t' or '\n' or '\r' : rune.Value != 0x85 && Rune.IsWhiteSpace(rune);

    private static bool IsInvisible(UnicodeCategory category) => category
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool StandsAlone(Rune rune) =>
        rune.IsAscii ? !Rune.IsLetterOrDigit(rune) : IsCjk(rune.Value) || IsPunctuation(Rune.GetUnicodeCategory(rune));

    private static bool IsPunctuation(UnicodeCategory category) => category
        is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
        or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
        or UnicodeCategory.OtherPunctuation;

    private static bool IsCjk(int value) => value
        is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or >= 0x20000 and <= 0x2A6DF or >= 0x2A700 and <= 0x2B73F
        or >= 0x2B740 and <= 0x2B81F or >= 0x2B820 and <= 0x2CEAF or >= 0xF900 and <= 0xFAFF or >= 0x2F800 and <= 0x2FA1F;
}
