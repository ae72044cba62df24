namespace Hivemind.Infrastructure.Embeddings;

/// <summary>A stretch of text that is never cut in two, and what it costs the model to read it.</summary>
internal readonly record struct Word(int Start, int End, int Tokens);

/// <summary>Packs words into overlapping chunks.</summary>
internal static class Chunker
{
    public const int ChunkTokens = 200;
    public const int OverlapTokens = 40;
    public const int MaxChunks = 400;

    /// <summary>No word may cost more: a chunk then always holds a new word beside its overlap, so packing ends.</summary>
    public const int MaxWordTokens = 100;

    /// <summary>Chunks begin and end at words; a text of no more than <paramref name="wholeTokens"/> stays in one piece.</summary>
    public static IReadOnlyList<string> Split(string text, IReadOnlyList<Word> words, int wholeTokens)
    {
        if (words.Sum(word => word.Tokens) <= wholeTokens)
            return [text];

        var size = ChunkTokens;
        var ranges = Pack(words, size);

        while (ranges.Count > MaxChunks)
            ranges = Pack(words, size += size / 8);

        return [.. ranges.Select(range => text[words[range.First].Start..words[range.Last].End])];
    }

    private static List<(int First, int Last)> Pack(IReadOnlyList<Word> words, int size)
    {
        var ranges = new List<(int First, int Last)>();
        var first = 0;

        while (true)
        {
            var last = Fill(words, first, size);
            ranges.Add((first, last));

            if (last == words.Count - 1)
                return ranges;

            first = StepBack(words, last + 1);
        }
    }

    private static int Fill(IReadOnlyList<Word> words, int first, int size)
    {
        var last = first;

        for (var tokens = words[first].Tokens; last + 1 < words.Count && tokens + words[last + 1].Tokens <= size; last++)
            tokens += words[last + 1].Tokens;

        return last;
    }

    private static int StepBack(IReadOnlyList<Word> words, int next)
    {
        var first = next;

        for (var tokens = words[first - 1].Tokens; tokens <= OverlapTokens; tokens += words[first - 1].Tokens)
            first--;

        return first;
    }
}
