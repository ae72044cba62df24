namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>A stretch of text that must not be stored, and what stands in its place.</summary>
public readonly record struct SensitiveSpan(int Start, int Length, string Placeholder)
{
    public int End => Start + Length;
}
