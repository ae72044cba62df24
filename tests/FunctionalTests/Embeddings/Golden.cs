namespace Hivemind.FunctionalTests.Embeddings;

/// <summary>What another implementation of the same model (candle) says of five texts.</summary>
internal sealed record Golden(string Text, int[] Tokens, float[] Vector)
{
    public static IEnumerable<Golden> All()
    {
        yield return new(
            "This is a test sentence.",
            [101, 2023, 2003, 1037, 3231, 6251, 1012, 102],
            [0.084236f, 0.057963f, 0.004488f, 0.105925f, 0.007063f, -0.017817f, -0.016862f, -0.015223f]);
        yield return new(
            "How do I undo my last git commit but keep the changes?",
            [101, 2129, 2079, 1045, 25672, 2026, 2197, 21025, 2102, 10797, 2021, 2562, 1996, 3431, 1029, 102],
            [-0.008757f, 0.007204f, 0.036324f, 0.065123f, 0.012966f, 0.023574f, -0.024128f, -0.063594f]);
        yield return new(
            "Résumé naïve café — Ünïcödé, 你好!",
            [101, 13746, 15743, 7668, 1517, 27260, 1010, 100, 100, 999, 102],
            [-0.057684f, -0.03289f, 0.046989f, 0.035954f, 0.04938f, 0.021789f, 0.015336f, -0.062975f]);
        yield return new(
            "",
            [101, 102],
            [-0.118813f, 0.048315f, -0.002657f, -0.01095f, 0.05188f, 0.010283f, 0.115448f, 0.000718f]);
        yield return new(
            "npm ERR! code ERESOLVE\n  could_not_resolve(dep@^1.2.3)",
            [101, 27937, 2213, 9413, 2099, 999, 3642, 9413, 2229, 4747, 3726, 2071, 1035, 2025, 1035, 10663, 1006, 2139, 2361,
             1030, 1034, 1015, 1012, 1016, 1012, 1017, 1007, 102],
            [-0.069659f, -0.034776f, 0.028824f, -0.009174f, 0.070168f, -0.113748f, -0.064917f, 0.044427f]);
    }

    public override string ToString() => $"\"{Text}\"";
}
