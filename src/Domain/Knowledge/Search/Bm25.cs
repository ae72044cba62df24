namespace Hivemind.Domain.Knowledge.Search;

/// <summary>
/// The constants of BM25 (Robertson and Zaragoza, 2009), as usual: how soon repeating a word stops helping, and how much a long text pays.
/// </summary>
public static class Bm25
{
    public const double K1 = 1.2;
    public const double B = 0.75;
}
