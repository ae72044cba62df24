using System.Diagnostics;
using System.Text;
using Hivemind.Application.Embeddings;
using Hivemind.Domain.Knowledge.Search;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>The built-in embedder: all-MiniLM-L6-v2 in this process, English, 256 tokens at a time.</summary>
internal sealed partial class MiniLmEmbedder : IEmbedder, IDisposable
{
    /// <summary>What the model reads of a text beside its marks for beginning and end.</summary>
    private const int TextTokens = Scratch.MaxTokens - 2;

    private readonly ModelFiles _files;
    private readonly ILogger<MiniLmEmbedder> _logger;
    private readonly Lazy<WordPiece> _tokenizer;
    private readonly Lazy<BertEncoder> _encoder;
    private readonly Lazy<EncoderThreads> _threads;

    public MiniLmEmbedder(IOptions<EmbeddingOptions> options, ILogger<MiniLmEmbedder> logger)
    {
        _files = new(options.Value.ModelDirectory);
        _logger = logger;
        _tokenizer = new(LoadTokenizer);
        _encoder = new(LoadEncoder);
        _threads = new(() => new(_encoder));
    }

    public EmbeddingModel Model { get; } = new("all-MiniLM-L6-v2", "fp16-6638f625", 384);

    /// <summary>Loads the model now rather than with the first text, and runs it once so that its code is compiled.</summary>
    public Task Load(CancellationToken cancellationToken) =>
        Task.Run(() => EmbedQuery("The first text of a process takes longest.", cancellationToken), cancellationToken);

    public bool SeesTokens => true;

    public async Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken) =>
        (await EmbedQueryTokens(text, cancellationToken)).Vector;

    public Task<QueryEmbedding> EmbedQueryTokens(string text, CancellationToken cancellationToken) => Encode(
        text, (vector, states) => new QueryEmbedding(vector, QueryTokens.Of(states, vector.Length)), urgent: true, cancellationToken);

    public async Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        [.. (await EmbedTokens(texts, cancellationToken)).Select(text => text.Vector)];

    public async Task<IReadOnlyList<TextEmbedding>> EmbedTokens(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var embedded = new TextEmbedding[texts.Count];

        // Only a few texts of each batch wait at once, so that batches advance side by side.
        await Parallel.ForAsync(
            0, texts.Count,
            new ParallelOptions { MaxDegreeOfParallelism = EncoderThreads.Count, CancellationToken = cancellationToken },
            async (index, token) => embedded[index] = await Encode(texts[index], Text, urgent: false, token));

        return embedded;
    }

    public IReadOnlyList<string> Chunk(string text) => Chunker.Split(text, _tokenizer.Value.Words(text), TextTokens);

    public void Dispose()
    {
        if (_threads.IsValueCreated)
            _threads.Value.Dispose();
    }

    private static TextEmbedding Text(float[] vector, ReadOnlySpan<float> states) => new(vector, TokenSignature.Of(states, vector.Length));

    private Task<T> Encode<T>(string text, Reading<T> read, bool urgent, CancellationToken cancellationToken) =>
        _threads.Value.Encode(_tokenizer.Value.Encode(text, Scratch.MaxTokens), read, urgent, cancellationToken);

    private WordPiece LoadTokenizer()
    {
        if ("é".Normalize(NormalizationForm.FormD).Length != 2)
        {
            throw new EmbeddingUnavailableException(
                "The embedding model needs ICU to read accents: install libicu and do not set InvariantGlobalization.");
        }

        return new(_files.Tokenizer());
    }

    private BertEncoder LoadEncoder()
    {
        var started = Stopwatch.GetTimestamp();
        var encoder = new BertEncoder(ReadWeights());

        // Reading left twice the model's size in garbage that the process would otherwise carry for long.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);

        var elapsed = Stopwatch.GetElapsedTime(started);
        LogLoaded(_logger, Model.Name, elapsed);
        return encoder;
    }

    private BertWeights ReadWeights()
    {
        using var tensors = new SafeTensors(_files.Weights());
        return new(BertConfig.Parse(_files.Config()), tensors);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded the embedding model {Model} in {Elapsed}")]
    private static partial void LogLoaded(ILogger logger, string model, TimeSpan elapsed);
}
