using Hivemind.Application.Knowledge;

namespace Hivemind.FunctionalTests.Knowledge;

[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeTextTests
{
    [Test]
    public void Every_piece_bears_the_title() =>
        Assert.That(KnowledgeText.Pieces("Title", "one two", Halves), Is.EqualTo(new[] { "Title\n\non", "Title\n\ne two" }));

    [Test]
    public void A_text_with_code_is_there_a_second_time_without_it()
    {
        const string prose = "What this is about, in so many words that it is worth embedding.";

        Assert.That(
            KnowledgeText.Pieces("Title", $"{prose}\n\n```bash\nls -l\n```\n", text => [text]),
            Is.EqualTo(new[] { $"Title\n\n{prose}\n\n```bash\nls -l\n```\n", $"Title\n\n{prose}" }));
    }

    [TestCase("Only prose and some `inline` code, which is long enough to be embedded.", TestName = "Text without a block is embedded once")]
    [TestCase("Short:\n```\nvery long code, much longer than the few words around it\n```", TestName = "Code with little around it is embedded once")]
    public void There_is_one_piece(string content) =>
        Assert.That(KnowledgeText.Pieces(null, content, text => [text]), Is.EqualTo(new[] { content }));

    private static IReadOnlyList<string> Halves(string text) => [text[..9], text[9..]];
}
