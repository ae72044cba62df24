using Hivemind.Domain.Knowledge.Safety;

namespace Hivemind.Application.Knowledge.Safety;

/// <summary>Finds names and locations in prose. The built-in one goes by what stands around them.</summary>
public interface IEntityRecogniser
{
    /// <summary>What must not be stored, with its placeholder; code and what is already hidden are blanked in the text.</summary>
    IReadOnlyList<SensitiveSpan> Recognise(string text);
}
