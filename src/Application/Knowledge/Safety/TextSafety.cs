using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Knowledge.Contributions;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Knowledge.Safety;

/// <summary>The one way from raw text to text that may be stored, for contributions, reviewers' edits and reasons.</summary>
internal sealed class TextSafety(
    IInjectionScanner scanner, IEntityRecogniser entities, IOptions<InjectionOptions> injection, IOptions<RedactionOptions> redaction)
{
    /// <summary>Refuses raw text that looks like orders to the agents which will read it.</summary>
    public void RefuseOrders(string? title, string content, IReadOnlyList<string>? tags) =>
        SafeText.RefuseOrders(scanner.Score, injection.Value.Threshold, title, content, tags);

    /// <summary>Takes out what must not be stored, and refuses when too little is left.</summary>
    public SafeText Clean(string? title, string content, IReadOnlyList<string>? tags) =>
        SafeText.Of(title, content, tags, redaction.Value.MaxRatio, entities.Recognise);

    /// <summary>A short text, cleaned like content.</summary>
    public string Brief(string text, int maxLength) => SafeText.Brief(text, maxLength, entities.Recognise);
}
