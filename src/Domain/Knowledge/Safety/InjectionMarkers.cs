using System.Text.RegularExpressions;
using static Hivemind.Domain.Knowledge.Safety.InjectionGrammar;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>What passes for the frame around a conversation, and orders wrapped in an encoding.</summary>
internal static partial class InjectionMarkers
{
    private const int Reach = 100;

    public static IEnumerable<Match> Fake(string text) => Token().Matches(text).Concat(Heading().Matches(text)).Concat(Speaker().Matches(text));

    /// <summary>A long blob with a word nearby that asks to decode or run it.</summary>
    public static IEnumerable<Match> Encoded(string text) => Blob().Matches(text).Where(blob =>
    {
        var start = Math.Max(0, blob.Index - Reach);
        var end = Math.Min(text.Length, blob.Index + blob.Length + Reach);
        return Decode().IsMatch(text.AsSpan(start, blob.Index - start)) || Decode().IsMatch(text.AsSpan(blob.Index + blob.Length, end - blob.Index - blob.Length));
    });

    [GeneratedRegex(
        """
        [<\[](
            \|[ ]?(im_start|im_end|im_sep|system|user|assistant|eot_id|start_header_id|end_header_id|begin_of_text|endofprompt|channel|message)[ ]?\|>
          | /?inst\]
          | </?sys>>
          | (start|end)_of_turn>
          | /?system([ _-](prompt|message|instructions?|reminder|override))?>
          | /?system[ ](prompt|message|instructions?|override|note)\]
        )
        """, Options)]
    private static partial Regex Token();

    [GeneratedRegex(
        """
        ^[ >*_"'-]{0,8}\#{2,6}[ ]?((system|new)[ ])?(instruction(s?[ ]?:|[ ]?$)|system[ ]?(prompt|message)[ ]?:|(system|prompt|message)[ ]?:)
        """, Options)]
    private static partial Regex Heading();

    [GeneratedRegex(
        """
        ^[ >*_"'\#`-]{0,8}(system|developer)(
            [ ](message|prompt|override|instructions?)[*_]{0,2}[ ]?:
          | [*_]{0,2}[ ]?:[*_]{0,2}\s(?=[^\n]{0,120}(?<![^\W_])
              (you|your|ignore|instructions?|assistant|must|obey|respond|reply|answer|prompt|always|never|do\ not|don't|follow|execute|disregard
              |forget|override|reveal|send|delete|grant|disable|from\ now\ on|comply|agents?)(?![^\W_]))
        )
        """, Options)]
    private static partial Regex Speaker();

    [GeneratedRegex(
        """
        (?<![\w+/=.@:-])(?>
            (?![0-9a-f]{1,64}(?![a-z0-9+/]))(?=[a-z+/]{0,40}[0-9])[a-z0-9+/]{40,4000}={0,2}
          | [0-9a-f]{2}([ ][0-9a-f]{2}){24,2000}
          | (\\x[0-9a-f]{2}){16,500}
          | 0x[0-9a-f]{2}(,?[ ]?0x[0-9a-f]{2}){15,500}
        )(?![\w/-])
        """, Options)]
    private static partial Regex Blob();

    [GeneratedRegex(
        $$"""
        (?<![^\W_])(decod(e|ing){{End}}|base64|execut(e|ing){{End}}|eval(uate)?{{End}}|unhex|xxd
        |run(ning)?{{S}}(this|the|it|that|what|as|following|result)|follow{{S}}(the|it|what)|obey)
        """, Options)]
    private static partial Regex Decode();
}
