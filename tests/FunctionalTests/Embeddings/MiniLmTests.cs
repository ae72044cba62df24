using Hivemind.Infrastructure.Embeddings.MiniLm;

namespace Hivemind.FunctionalTests.Embeddings;

[Parallelizable(ParallelScope.All)]
internal sealed class MiniLmTests
{
    private static readonly WordPiece Tokenizer = new(new ModelFiles(null).Tokenizer());

    [TestCaseSource(typeof(Golden), nameof(Golden.All))]
    public void Texts_become_the_tokens_of_the_original_tokenizer(Golden golden) =>
        Assert.That(Tokenizer.Encode(golden.Text, Scratch.MaxTokens), Is.EqualTo(golden.Tokens));

    [TestCase("ri\u000Bve\u0085r\u200Bs", "rivers", TestName = "Controls do not end a word")]
    [TestCase("a\u2260b", "a = b", TestName = "A mark with a stroke is a mark")]
    [TestCase("half \ud83d character", "half character", TestName = "Half a character is not read")]
    [TestCase("no\u00A0break\u3000space", "no break space", TestName = "Every space is a space")]
    [TestCase("Ελληνικός", "ελληνικος", TestName = "Accents go from every alphabet")]
    [TestCase("[CLS] text", "[ cls ] text", TestName = "The name of a special token is text")]
    public void Texts_that_read_alike_have_the_same_tokens(string text, string alike) =>
        Assert.That(Tokenizer.Encode(text, Scratch.MaxTokens), Is.EqualTo(Tokenizer.Encode(alike, Scratch.MaxTokens)));

    [TestCaseSource(typeof(Golden), nameof(Golden.All))]
    public async Task Vectors_equal_those_of_another_implementation(Golden golden)
    {
        var vector = await BuiltIn.Embedder.EmbedQuery(golden.Text, CancellationToken.None);

        Assert.That(vector[..golden.Vector.Length], Is.EqualTo(golden.Vector).Within(1e-5f));
        Assert.That(vector, Has.Length.EqualTo(BuiltIn.Embedder.Model.Dimension));
        Assert.That(BuiltIn.Likeness(vector, vector), Is.EqualTo(1f).Within(1e-5f));
    }

    [Test]
    public async Task Attention_too_strong_for_an_exponential_still_gives_a_vector()
    {
        var chunks = BuiltIn.Embedder.Chunk(
            """
            it and `tr` is better suited to the task, more
            expressive, and also compatible across Mac and Linux.

            Here is what it looks like with `tr`:

            ```bash
            lowercase() {
              echo "$1" | tr '[:upper:]' '[:lower:]'
            }
            ```

            This has the added benefit of working across all kinds of UTF-8 characters.

            ```bash
            $ echo "ΑΛΦΑΒΗΤΟ ΕΛΛΑΔΑ" | tr '[:upper:]' '[:lower:]'
            αλφαβητο ελλαδα
            ```

            See `man tr` for more details.
            """);

        Assert.That(await BuiltIn.Embedder.EmbedQuery(chunks[0], CancellationToken.None), Is.All.InRange(-1f, 1f));
    }
}
