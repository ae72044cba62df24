using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Embeddings;
using Hivemind.Infrastructure.Embeddings.MiniLm;

namespace Hivemind.FunctionalTests.Embeddings;

[Parallelizable(ParallelScope.All)]
public sealed class ChunkTests
{
    private const int LongestContent = 65_536;
    private static readonly WordPiece Tokenizer = new(new ModelFiles(null).Tokenizer());

    private static IEnumerable<TestCaseData> Embedders()
    {
        yield return new TestCaseData(BuiltIn.Embedder).SetArgDisplayNames("builtin");
        yield return new TestCaseData(EmbeddingService.Absent).SetArgDisplayNames("openai");
    }

    [TestCaseSource(nameof(Embedders))]
    public void A_short_text_is_one_chunk_as_it_is(IEmbedder embedder)
    {
        Assert.That(embedder.Chunk(""), Is.EqualTo([""]));
        Assert.That(embedder.Chunk(" \n"), Is.EqualTo([" \n"]));
        Assert.That(embedder.Chunk(" Short, \r\n\tbut spaced. "), Is.EqualTo([" Short, \r\n\tbut spaced. "]));
    }

    [TestCaseSource(nameof(Embedders))]
    public void Every_word_of_a_long_text_is_in_some_chunk_and_neighbours_overlap(IEmbedder embedder)
    {
        var words = Enumerable.Range(0, 3_000).Select(number => $"wörd{number:0000}").ToList();
        var text = string.Join(' ', words);

        var chunks = embedder.Chunk(text);

        var seen = chunks.Select(chunk => chunk.Split(' ')).ToList();
        Assert.That(chunks, Is.All.Matches<string>(chunk => text.Contains(chunk, StringComparison.Ordinal)));
        Assert.That(seen.SelectMany(chunk => chunk).Distinct(), Is.EqualTo(words));
        Assert.That(seen.Zip(seen.Skip(1), (one, next) => one.Intersect(next).Count()), Is.All.GreaterThan(3));
    }

    [Test]
    public void A_chunk_holds_about_200_tokens_of_which_about_40_were_in_the_one_before()
    {
        var text = string.Join(' ', Enumerable.Range(0, 2_000).Select(number => number % 2 == 0 ? "house" : "tree,"));

        var chunks = BuiltIn.Embedder.Chunk(text);

        var counts = chunks.Select(chunk => Tokenizer.Words(chunk).Sum(word => word.Tokens)).ToList();
        Assert.That(counts.SkipLast(1), Is.All.InRange(195, Chunker.ChunkTokens));
        Assert.That(counts.Sum() - 3_000, Is.EqualTo(40 * (chunks.Count - 1)).Within(2 * chunks.Count));
    }

    [Test]
    public void The_chunk_of_a_long_word_reads_as_the_word_did_in_its_text()
    {
        var text = string.Concat(Enumerable.Range(0, 40).Select(number => $"{new string('é', 90)}{number} 日本 naïve—x "));

        var words = Tokenizer.Words(text);
        var chunks = BuiltIn.Embedder.Chunk(text);

        var first = words.Take(6).Select(word => text[word.Start..word.End]);
        Assert.That(first, Is.EqualTo([new string('é', 90) + "0", "日", "本", "naïve", "—", "x"]));

        foreach (var chunk in chunks)
        {
            Assert.That(Tokenizer.Encode(chunk, 10_000), Has.Length.EqualTo(2 + Tokenizer.Words(chunk).Sum(word => word.Tokens)));
            Assert.That(Tokenizer.Encode(chunk, 10_000), Has.Length.LessThanOrEqualTo(2 + Chunker.ChunkTokens));
        }
    }

    [TestCase("!", TestName = "At most 400 chunks of punctuation")]
    [TestCase("각", TestName = "At most 400 chunks of Hangul")]
    [TestCase("日", TestName = "At most 400 chunks of Chinese")]
    [TestCase("a ", TestName = "At most 400 chunks of letters")]
    [TestCase("x", TestName = "At most 400 chunks of one endless word")]
    [TestCase("\ud83d\ude00", TestName = "At most 400 chunks of emoji")]
    [TestCase("\ud83d", TestName = "At most 400 chunks of half characters")]
    [TestCase("zqxjkvzqxjkvzqxjkvzqxjkvzqxjkvzqxjkvzqxjkvzqxjkvzqxjkvzqxjkv ", TestName = "At most 400 chunks of words of many tokens")]
    public void The_longest_content_has_at_most_400_chunks(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, LongestContent / unit.Length));

        foreach (var embedder in new IEmbedder[] { BuiltIn.Embedder, EmbeddingService.Absent })
            Assert.That(embedder.Chunk(text), Has.Count.InRange(1, Chunker.MaxChunks));
    }
}
