using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>The built-in recogniser of names and locations: rules about what people write around them, no dictionary of names.</summary>
public static partial class RuleBasedEntities
{
    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace;

    private const string Word = @"(\p{Lu}(['’]\p{Lu})?\p{Ll}[\p{L}'’]{0,24}(-\p{Lu}\p{L}{1,24})?|\p{Lu}\.)";
    private const string Words = Word + "([ ]" + Word + "){0,3}";
    private const string TwoWords = Word + "([ ]" + Word + "){1,3}";

    public static IReadOnlyList<SensitiveSpan> Recognise(string text) =>
    [
        .. PersonalData.Spans(StreetAddress(), text, Placeholders.Location),
        .. PersonalData.Spans(PostalCode(), text, Placeholders.Location),
        .. PersonalData.Spans(Titled(), text, Placeholders.Name),
        .. PersonalData.Spans(Introduced(), text, Placeholders.Name),
        .. PersonalData.Spans(Signature(), text, Placeholders.Name),
        .. PersonalData.Spans(Residence(), text, Placeholders.Location),
    ];

    [GeneratedRegex(@"(?<![\p{L}])(Mr|Mrs|Ms|Miss|Mister|Dr|Prof|Professor|Sir|Madam|Herr|Frau)\.?[ ](?<value>" + Words + @")(?!\p{L})", Options)]
    private static partial Regex Titled();

    [GeneratedRegex(
        @"(?<!\p{L})(([Mm]y|[Hh]is|[Hh]er|[Tt]heir)[ ](full[ ]|first[ ]|last[ ])?name[ ]is|(Full[ ]|First[ ]|Last[ ])?[Nn]ame:|I[ ]am[ ]called|[Ss]igned([ ]by:?|:|,))[ ]{1,2}(?<value>" + Words
        + @")(?!\p{L})|(?<!\p{L})([Cc]ontact(ed)?|[Rr]each[ ]out[ ]to|[Ww]ritten[ ]by|[Rr]eported[ ]by|[Aa]ssigned[ ]to|[Ss]poke[ ](to|with)|Patient:?|Customer:?|Employee:?)[ ]{1,2}(?<value>" + TwoWords
        + @")(?!\p{L})|(?<!\p{L})[Cc]ontact[ ](?<value>\p{Lu}\p{Ll}{1,24})(?=[ ](at|on|via|by|for|from|if)\b|[,;.]|\s\()", Options)]
    private static partial Regex Introduced();

    [GeneratedRegex(
        @"(?<=^|\n)[ \t>]{0,8}((([Kk]ind|[Bb]est|[Ww]arm)[ ])?[Rr]egards|[Ss]incerely([ ][Yy]ours)?|[Yy]ours[ ](truly|sincerely)|[Cc]heers|[Bb]est([ ][Ww]ishes)?|[Mm]any[ ]thanks|[Tt]hanks|[Tt]hank[ ]you)"
        + @"[,!.]?[ \t\r]{0,4}\n\s{0,8}[-–—]{0,3}[ ]?(?<value>" + Words + @")[ \t\r]{0,4}(?=\n|$)", Options)]
    private static partial Regex Signature();

    [GeneratedRegex(
        """
        (?<![\w.]|\b([Ss]ection|[Cc]hapter|[Ss]tep|[Vv]ersion|[Pp]age|[Ff]igure|[Tt]able|[Ll]ine|[Rr]ule|[Ii]tem|[Pp]art)[ ])(?<value>[0-9]{1,5}[A-Za-z]?[ ]((N|S|E|W|North|South|East|West)\.?[ ])?(\p{Lu}[\p{L}'’]{1,24}[ ]|[0-9]{1,3}(st|nd|rd|th)[ ]){1,4}
        (Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Square|Sq|Terrace|Parkway|Pkwy|Highway|Hwy)\b\.?
        ([ ,]{1,2}(Apt|Suite|Unit|Ste|\#)\.?[ ]?[\w-]{1,6})?
        (,[ ]\p{Lu}[\p{L}'’]{1,24}([ ]\p{Lu}[\p{L}'’]{1,24}){0,2}(,?[ ][A-Z]{2}[ ][0-9]{5}(-[0-9]{4})?)?)?)(?!\p{L})
        |(?<!\p{L})(?<value>\p{Lu}\p{L}{1,24}(straße|strasse|gasse|allee|platz)[ ][0-9]{1,4}[a-z]?(,[ ][0-9]{5}[ ]\p{Lu}\p{L}{1,24})?)(?!\p{L})
        """, Options)]
    private static partial Regex StreetAddress();

    [GeneratedRegex(
        """
        (?<!\w)(?<value>((\p{Lu}\p{Ll}{1,24}[ ]){0,2}\p{Lu}\p{Ll}{1,24},[ ])?
            (A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])[ ][0-9]{5}(-[0-9]{4})?)(?![\w-])
        |(?<!\w)(?<value>[A-Z]{1,2}[0-9][A-Z0-9]?[ ][0-9][ABD-HJLNP-UW-Z]{2})(?!\w)
        |(?<!\w)(?<value>[ABCEGHJ-NPRSTVXY][0-9][A-Z][ ]?[0-9][A-Z][0-9])(?!\w)
        |(?<!\p{L})([Zz]ip([ ]?code)?|ZIP([ ]?(code|Code))?|[Pp]ost(al[ ]?)?[ ]?code|PLZ)(:[ ]?|[ ]is[ ]|[ ])(?<value>[A-Z0-9]{2,5}[ -]?[0-9][A-Z0-9]{1,4})(?!\w)
        """, Options)]
    private static partial Regex PostalCode();

    [GeneratedRegex(
        @"(?<!\p{L})([Ll]iv(es?|ed|ing)[ ]in|[Rr]esid(es?|ed|ing)[ ]in|[Mm]oved[ ]to|[Bb]orn[ ]in|[Ss]he[ ]is[ ]from|[Hh]e[ ]is[ ]from|I[ ]am[ ]from|I'm[ ]from|[Mm]y[ ]address[ ]is|[Hh]ometown[ ]is|(am|is|are|'m)[ ]based[ ]in)[ ](?<value>"
        + @"\p{Lu}[\p{L}'’-]{1,24}([ ]\p{Lu}[\p{L}'’-]{1,24}){0,2}(,[ ]\p{Lu}[\p{L}'’-]{1,24}([ ]\p{Lu}[\p{L}'’-]{1,24})?)?)(?!\p{L})", Options)]
    private static partial Regex Residence();
}
