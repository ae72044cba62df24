using Hivemind.Infrastructure.Embeddings.MiniLm;

namespace Hivemind.FunctionalTests.Embeddings;

[Parallelizable(ParallelScope.All)]
internal sealed class MiniLmTests
{
    private static readonly WordPiece Tokenizer = new(new ModelFiles(null).Tokenizer());

    [TestCaseSource(typeof(Golden), nameof(Golden.All))]
    public void Texts_become_the_tokens_of_the_original_tokenizer(Golden golden) =>
        Assert.That(Tokenizer.Encode(golden.Text, Scratch.MaxTokens), Is.EqualTo(golden.Tokens));

    [TestCaseSource(typeof(Golden), nameof(Golden.All))]
    public async Task Vectors_equal_those_of_another_implementation(Golden golden)
    {
        var vector = await BuiltIn.Embedder.EmbedQuery(golden.Text, CancellationToken.None);

        Assert.That(vector[..golden.Vector.Length], Is.EqualTo(golden.Vector).Within(1e-5f));
        Assert.That(vector, Has.Length.EqualTo(BuiltIn.Embedder.Model.Dimension));
        Assert.That(BuiltIn.Likeness(vector, vector), Is.EqualTo(1f).Within(1e-5f));
    }
}
