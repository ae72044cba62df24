using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>Personal data with a shape of its own, in prose. Names and places are the entity recogniser's.</summary>
internal static partial class PersonalData
{
    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace;

    private static readonly Func<string, IEnumerable<SensitiveSpan>>[] Families =
    [
        Emails, IdentityNumbers.In, CreditCards, IpAddresses.In, Phones, Usernames.In,
    ];

    /// <summary>The text must have everything that is code or already claimed blanked out.</summary>
    public static IEnumerable<Func<string, IEnumerable<SensitiveSpan>>> InOrder => Families;

    private static IEnumerable<SensitiveSpan> Emails(string text) => Spans(Email(), text, Placeholders.Email);

    private static IEnumerable<SensitiveSpan> Phones(string text) =>
        Spans(Phone(), text, Placeholders.Phone).Where(span => text.AsSpan(span.Start, span.Length).CountDigits() is >= 7 and <= 15);

    private static IEnumerable<SensitiveSpan> CreditCards(string text) =>
        Spans(CardNumber(), text, Placeholders.CreditCard).Where(span => Luhn.Holds(text.AsSpan(span.Start, span.Length)));

    internal static IEnumerable<SensitiveSpan> Spans(Regex pattern, string text, string placeholder) =>
        pattern.Matches(text).Select(match => match.Groups["value"]).Select(value => new SensitiveSpan(value.Index, value.Length, placeholder));

    // Not git@host:path, not an image such as logo@2x.png, not the path of a page (medium.com/@someone).
    [GeneratedRegex(
        """
        (?<![\w.%+/-])(?<value>(?!git@)[\w.%+-]{1,64}@(?!\dx\.)([A-Za-z0-9-]{1,63}\.){1,8}(?!(png|jpe?g|gif|svg|webp|js|css|rb|py)\b)[A-Za-z]{2,24})
        (?![\w-]|:[\w~/]|\.[A-Za-z0-9])
        """, Options)]
    private static partial Regex Email();

    [GeneratedRegex(
        """
        (?<![\w.+/:#=&?-])(?<value>
            \+[0-9]{1,3}([ .-]?\(?[0-9]{1,4}\)?){2,6}
          | (1[ .-])?\([0-9]{3}\)[ .-]?[0-9]{3}[ .-][0-9]{4}
          | (1[ .-])?[0-9]{3}(?<gap>[ .-])[0-9]{3}\k<gap>[0-9]{4}
          | (?<=\b(phone|mobile|cell|tel|telephone|fax|call|whatsapp)\b[^\w\n]{0,4}((number|no|me|us|at|is|on)[^\w\n]{1,3}){0,2})\(?[0-9]{2,5}\)?([ ./-]{0,2}[0-9]{2,5}){1,4}
        )(?![\w/-]|\.[0-9])
        """, Options | RegexOptions.IgnoreCase)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<![\w.+#/=-])(?<value>[2-6][0-9]{3}([ -]?[0-9]){8,14}[0-9])(?![\w-]|\.[0-9])", Options)]
    private static partial Regex CardNumber();
}
