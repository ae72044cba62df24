using System.Text;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Search;
using Hivemind.FunctionalTests.Knowledge;

namespace Hivemind.Benchmarks;

/// <summary>
/// Made-up items: words as frequent as in English (Zipf), vectors in 500 clusters, organisations that own 50, 10, 1 and 0.1 % of the
/// rows privately; the rest is public. The same for the same seed.
/// </summary>
internal sealed class SearchData(int count, int dimension)
{
    public const string Half = "org-half";
    public const string Tenth = "org-tenth";
    public const string Hundredth = "org-hundredth";
    public const string Thousandth = "org-thousandth";
    public const string Public = "org-public";

    private const int Vocabulary = 60_000;
    private const int Clusters = 500;

    private readonly Random _random = new(7);
    private readonly float[][] _centres = Centres(dimension);

    public static IReadOnlyList<string> Organisations { get; } = [Half, Tenth, Hundredth, Thousandth, Public];

    public IEnumerable<KnowledgeRow> Rows()
    {
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < count; i++)
        {
            var orgId = Owner(i);
            yield return new KnowledgeRow
            {
                Id = Guid.CreateVersion7(now.AddSeconds(i - count)),
                OrgId = orgId,
                Title = Text(6),
                Content = Text(40 + _random.Next(80)),
                Category = KnowledgeCategories.ToText(KnowledgeCategories.All[_random.Next(KnowledgeCategories.All.Count)]),
                IsPublic = orgId == Public,
                ContributedAt = now.AddSeconds(i - count),
                Vectors = [Vector()],
                Signatures = [Signature(60 + _random.Next(120))],
            };
        }
    }

    /// <summary>A vector as likely as those of the rows.</summary>
    public float[] Vector()
    {
        var centre = _centres[_random.Next(Clusters)];
        return Unit([.. centre.Select(value => value + (0.5f * Gaussian(_random) / MathF.Sqrt(dimension)))]);
    }

    // Of as many tokens as the text has, which is what reading and comparing it costs.
    private byte[] Signature(int tokens)
    {
        var signature = new byte[tokens * TokenSignature.TokenBytes(dimension)];
        _random.NextBytes(signature);
        return signature;
    }

    public string Text(int words)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++)
            text.Append(Word((int)Math.Exp(_random.NextDouble() * Math.Log(Vocabulary)))).Append(' ');

        return text.ToString(0, text.Length - 1);
    }

    private static string Owner(int i) => (i % 1000) switch
    {
        < 500 => Half,
        < 600 => Tenth,
        < 610 => Hundredth,
        < 611 => Thousandth,
        _ => Public,
    };

    // Consonants and vowels by turns, so that words differ by more than a digit.
    private static string Word(int rank)
    {
        var word = new StringBuilder("w");
        for (var rest = rank; rest > 0; rest /= 90)
            word.Append("aeiou"[rest % 5]).Append("bcdfghjklmnprtvxyz"[rest / 5 % 18]);

        return word.ToString();
    }

    private static float[][] Centres(int dimension)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, Clusters).Select(_ => Unit([.. Enumerable.Range(0, dimension).Select(_ => Gaussian(random))]))];
    }

    private static float Gaussian(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }
}
