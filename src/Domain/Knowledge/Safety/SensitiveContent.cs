namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>
/// Takes secrets and personal data out of text before it is stored. Secrets go everywhere, personal data only outside code.
/// Running it on its own output changes nothing.
/// </summary>
public static class SensitiveContent
{
    // Every pass that changes something hides more of the text, so it ends by itself; the bound is for texts built to make it slow.
    private const int MaxPasses = 12;

    /// <summary>The whole redaction. The recogniser is asked for names and locations in the prose; what is code or already hidden is blanked for it.</summary>
    public static Redaction Redact(string text, Func<string, IReadOnlyList<SensitiveSpan>> recogniseEntities)
    {
        var secrets = new HashSet<string>();
        var personal = new HashSet<string>();
        var cleaned = Repeat(text, (current, claims) =>
        {
            ClaimSecrets(current, claims, secrets);
            ClaimPersonal(current, claims, personal, recogniseEntities);
        });

        var placeholders = Placeholders.Count(cleaned);
        var tokens = CountTokens(cleaned);
        return new(cleaned, placeholders, tokens == 0 ? 0 : (double)placeholders / tokens);
    }

    /// <summary>Tokens, passwords and Authorization values alone, all masked alike.</summary>
    public static string MaskCredentials(string text, string mask)
    {
        var claims = new Claims(text);
        Secrets.ClaimCredentials(text, claims);
        claims.AddRange(LeftOvers.In(claims.Masked([]), [.. claims.Values]));
        return claims.Count == 0 ? text : claims.Replaced(mask);
    }

    /// <summary>The secret family alone, for short fields.</summary>
    public static string RedactSecrets(string text)
    {
        var secrets = new HashSet<string>();
        return Repeat(text, (current, claims) => ClaimSecrets(current, claims, secrets));
    }

    private static void ClaimSecrets(string text, Claims claims, HashSet<string> found)
    {
        Secrets.Claim(text, claims);
        found.UnionWith(claims.Values);
        claims.AddRange(LeftOvers.In(claims.Masked([]), found));
    }

    private static void ClaimPersonal(
        string text, Claims claims, HashSet<string> found, Func<string, IReadOnlyList<SensitiveSpan>> recogniseEntities)
    {
        var code = CodeSpans.In(text).ToArray();
        var secrets = claims.Count;
        foreach (var family in PersonalData.InOrder)
            claims.AddRange(family(claims.Masked(code)));

        claims.AddRange(recogniseEntities(claims.Masked(code)));
        found.UnionWith(claims.Values.Skip(secrets));
        claims.AddRange(LeftOvers.In(claims.Masked(code), found));
    }

    // A pass sees what the one before revealed. The last one changes nothing, which is why another run changes nothing either.
    private static string Repeat(string text, Action<string, Claims> claim)
    {
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var claims = new Claims(text);
            claim(text, claims);
            if (claims.Count == 0)
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
