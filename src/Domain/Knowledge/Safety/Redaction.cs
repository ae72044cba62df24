namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>A text made safe to store, with the placeholders it holds, and these divided by its white-space tokens.</summary>
public sealed record Redaction(string Text, int Placeholders, double Ratio)
{
    public const double DefaultMaxRatio = 0.50;

    /// <summary>Whether too little is left of the text to be worth keeping.</summary>
    public bool IsOverRedacted(double maxRatio) => Ratio > maxRatio;
}
