namespace Hivemind.Benchmarks;

/// <summary>Finds what is measured on but is not part of the project.</summary>
internal static class BenchData
{
    private const string Variable = "HIVEMIND_BENCH_DATA";

    /// <summary>
    /// The directory with til.jsonl (a note per line: slug, title, content) and til-questions.jsonl (slug, query): the one named by
    /// HIVEMIND_BENCH_DATA, else shared/data beside the checkout.
    /// </summary>
    public static string Notes()
    {
        var directory = Environment.GetEnvironmentVariable(Variable)
            ?? (BenchReport.Root() is { } root ? Path.Combine(root, "..", "shared", "data") : "data");

        return File.Exists(Path.Combine(directory, "til.jsonl"))
            ? directory
            : throw new DirectoryNotFoundException($"There is no til.jsonl in {directory}: name the directory of the notes with {Variable}.");
    }
}
