using Hivemind.Application.Knowledge.Safety;
using Hivemind.Domain.Knowledge.Safety;

namespace Hivemind.Infrastructure.Knowledge.Safety;

/// <summary>The rules of the domain: titles, introductions, signatures, addresses.</summary>
internal sealed class RuleBasedRecogniser : IEntityRecogniser
{
    public IReadOnlyList<SensitiveSpan> Recognise(string text) => RuleBasedEntities.Recognise(text);
}
