using System.Text;
using System.Text.Json;
using Hivemind.Domain.Common;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Measures texts as they are written in JSON, where one character can take twelve bytes.</summary>
internal static class WireText
{
    /// <summary>The text, or as many of its first characters as fit.</summary>
    public static string Fit(string text, int maxBytes)
    {
        for (var length = maxBytes; ; length = length * 3 / 4)
        {
            var cut = Text.Cut(text, length);
            if (BytesOf(cut) <= maxBytes)
                return cut;
        }
    }

    public static int BytesOf(string text) => Encoding.UTF8.GetByteCount(JsonEncodedText.Encode(text).Value);
}
