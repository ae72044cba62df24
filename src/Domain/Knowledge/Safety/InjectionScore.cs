namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>How much a text looks like an attempt to give orders to the agents that will read it: 0 (not at all) to 1.</summary>
public static class InjectionScore
{
    public const double DefaultThreshold = 0.5;

    public static double Of(string text) => 0;
}
