namespace Hivemind.Application.Knowledge.Safety;

/// <summary>Says how much a text looks like orders to the agents that will read it. The built-in one goes by rules.</summary>
public interface IInjectionScanner
{
    /// <summary>0 to 1, over the whole text; from Injection:Threshold on it is refused.</summary>
    double Score(string text);
}
