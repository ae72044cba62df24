using System.Text.Json;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>
/// The model's tokenizer: greedy longest match over its vocabulary. The names of special tokens inside a text are text like any other.
/// </summary>
internal sealed class WordPiece
{
    private const int Unknown = 100;
    private const int First = 101;
    private const int Last = 102;
    private const int LongestWord = Chunker.MaxWordTokens;
    private const string Continuation = "##";

    private readonly Dictionary<string, int> _vocabulary = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _longestPiece;

    public WordPiece(ReadOnlyMemory<byte> tokenizerJson)
    {
        using var document = JsonDocument.Parse(tokenizerJson);

        foreach (var entry in document.RootElement.GetProperty("model").GetProperty("vocab").EnumerateObject())
            _vocabulary[entry.Name] = entry.Value.GetInt32();

        _lookup = _vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        _longestPiece = _vocabulary.Keys.Max(piece => piece.Length);
    }

    /// <summary>The tokens of a text between the model's marks for its beginning and end; what exceeds the limit is cut off.</summary>
    public int[] Encode(string text, int maxTokens)
    {
        var tokens = new List<int>(maxTokens) { First };
        var splitter = new WordSplitter(text);

        while (tokens.Count < maxTokens && splitter.MoveNext())
            AddPieces(splitter.Word, tokens);

        var kept = Math.Min(tokens.Count, maxTokens - 1);
        return [.. tokens[..kept], Last];
    }

    /// <summary>Where the words of a text stand, and how many tokens each takes.</summary>
    public List<Word> Words(string text)
    {
        var words = new List<Word>(text.Length / 5);
        var tokens = new List<int>();
        var splitter = new WordSplitter(text);

        while (splitter.MoveNext())
        {
            tokens.Clear();
            AddPieces(splitter.Word, tokens);
            words.Add(new(splitter.Start, splitter.End, tokens.Count));
        }

        return words;
    }

    private void AddPieces(string word, List<int> tokens)
    {
        if (word.Length > LongestWord && word.EnumerateRunes().Count() > LongestWord)
        {
            tokens.Add(Unknown);
            return;
        }

        var mark = tokens.Count;

        for (var start = 0; start < word.Length;)
        {
            var (token, length) = LongestPiece(word.AsSpan(start), start > 0);

            if (length == 0)
            {
                tokens.RemoveRange(mark, tokens.Count - mark);
                tokens.Add(Unknown);
                return;
            }

            tokens.Add(token);
            start += length;
        }
    }

    private (int Token, int Length) LongestPiece(ReadOnlySpan<char> rest, bool continues)
    {
        var prefix = continues ? Continuation.Length : 0;
        Span<char> piece = stackalloc char[prefix + Math.Min(rest.Length, _longestPiece)];
        Continuation.AsSpan(0, prefix).CopyTo(piece);
        rest[..(piece.Length - prefix)].CopyTo(piece[prefix..]);

        for (var length = piece.Length - prefix; length > 0; length--)
        {
            if (_lookup.TryGetValue(piece[..(prefix + length)], out var token))
                return (token, length);
        }

        return (Unknown, 0);
    }
}
