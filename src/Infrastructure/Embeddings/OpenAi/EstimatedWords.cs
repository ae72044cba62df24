using System.Text;

namespace Hivemind.Infrastructure.Embeddings.OpenAi;

/// <summary>
/// The words of a text for a model whose tokenizer is not known: about four Latin letters make a token, or one CJK character.
/// </summary>
internal static class EstimatedWords
{
    private const int QuartersPerToken = 4;

    /// <summary>What is longer without white space, such as a key or a Chinese sentence, is taken as several words.</summary>
    private const int LongestQuarters = 80;

    public static List<Word> Of(string text)
    {
        var words = new List<Word>(text.Length / 5);
        var (start, quarters, position) = (0, 0, 0);

        foreach (var rune in text.EnumerateRunes())
        {
            var space = Rune.IsWhiteSpace(rune);

            if (quarters > 0 && (space || quarters >= LongestQuarters))
            {
                words.Add(new(start, position, Tokens(quarters)));
                quarters = 0;
            }

            if (!space)
            {
                start = quarters == 0 ? position : start;
                quarters += Quarters(rune);
            }

            position += rune.Utf16SequenceLength;
        }

        if (quarters > 0)
            words.Add(new(start, text.Length, Tokens(quarters)));

        return words;
    }

    private static int Quarters(Rune rune) => rune.Value switch
    {
        < 0x250 => 1,  // Latin
        < 0x2E80 => 2, // other alphabets
        _ => 4,        // CJK and what is rarer
    };

    private static int Tokens(int quarters) => (quarters + QuartersPerToken - 1) / QuartersPerToken;
}
