using Hivemind.Application.Knowledge.Safety;
using Hivemind.Domain.Knowledge.Safety;

namespace Hivemind.Infrastructure.Knowledge.Safety;

/// <summary>The rules of the domain: the same score for the same text on every machine, without a network.</summary>
internal sealed class RuleBasedScanner : IInjectionScanner
{
    public double Score(string text) => InjectionScore.Of(text);
}
