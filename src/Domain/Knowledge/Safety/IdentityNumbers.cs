using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>Numbers an authority, a bank or a hospital gave to a person, and the date of birth.</summary>
internal static partial class IdentityNumbers
{
    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase;

    public static IEnumerable<SensitiveSpan> In(string text) =>
        PersonalData.Spans(Iban(), text, Placeholders.Redacted).Where(span => HasIbanCheckDigits(text.AsSpan(span.Start, span.Length)))
            .Concat(PersonalData.Spans(SocialSecurity(), text, Placeholders.Redacted))
            .Concat(PersonalData.Spans(Announced(), text, Placeholders.Redacted))
            .Concat(PersonalData.Spans(DateOfBirth(), text, Placeholders.Redacted));

    // ISO 13616: the first four characters moved to the end, letters as 10 to 35, the number modulo 97 is 1.
    private static bool HasIbanCheckDigits(ReadOnlySpan<char> iban)
    {
        var remainder = 0;
        for (var i = 0; i < iban.Length; i++)
        {
            var letter = char.ToUpperInvariant(iban[(i + 4) % iban.Length]);
            if (char.IsAsciiDigit(letter))
                remainder = ((remainder * 10) + letter - '0') % 97;
            else if (char.IsAsciiLetterUpper(letter))
                remainder = ((remainder * 100) + letter - 'A' + 10) % 97;
        }

        return remainder == 1;
    }

    [GeneratedRegex(@"(?<![\w-])(?<value>[A-Z]{2}[0-9]{2}([ ]?[A-Z0-9]{4}){2,7}([ ]?[A-Z0-9]{1,3})?)(?![\w-])", Options)]
    private static partial Regex Iban();

    [GeneratedRegex(@"(?<![\w.-])(?<value>(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4})(?![\w-])", Options)]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(
        """
        (?<![A-Za-z])(ssn|social[ ]security|(driver'?s?|driving)[ ]licen[cs]e|passport|mrn|medical[ ]record|(bank[ ]|iban[ ])account|iban|national[ ]id|tax[ ]id)
        ([ ](number|no|num|id)s?\b)?[.:#= ]{1,4}((is|was|of)\b[: ]{1,2})?\#?
        (?<value>(?=[A-Z -]{0,8}[0-9])[A-Z0-9]([ -]?[A-Z0-9]){4,30}(?<=[0-9][A-Z]?))(?![\w-])
        """, Options)]
    private static partial Regex Announced();

    [GeneratedRegex(
        """
        (?<![A-Za-z])(date[ ]of[ ]birth|birth[ ]?date|birthday|dob|born[ ]on|born)[:= ]{1,3}((is|was|on)[ ])?
        (?<value>[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}
          | [0-9]{1,2}(st|nd|rd|th)?[ ](of[ ])?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.?,?[ ][0-9]{4}
          | (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.?[ ][0-9]{1,2}(st|nd|rd|th)?,?[ ][0-9]{4})(?![\w])
        """, Options)]
    private static partial Regex DateOfBirth();
}
