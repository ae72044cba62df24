using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hivemind.Benchmarks;

/// <summary>Prints a table, and keeps it in docs/benchmarks.md in the place of its former figures.</summary>
internal static class BenchReport
{
    public static string Text(BenchTable table)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {table.Name}\n\n`build/bench.sh {table.Name}`\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", table.Columns)} |\n|{string.Concat(table.Columns.Select(_ => " --- |"))}\n");
        foreach (var row in table.Rows)
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");

        text.Append('\n');
        foreach (var note in table.Notes)
            text.Append(CultureInfo.InvariantCulture, $"- {note}\n");

        return text.ToString();
    }

    public static void Keep(BenchTable table)
    {
        var path = Root() is { } root ? Path.Combine(root, "docs", "benchmarks.md") : null;
        if (path is null)
            return;

        var document = File.Exists(path) ? File.ReadAllText(path) : "# Benchmarks\n\nMeasured by `build/bench.sh`; figures of one table belong to one run.\n\n";
        var section = Text(table) + "\n";
        var pattern = new Regex($@"## {Regex.Escape(table.Name)}\n(?:(?!^## ).*\n?)*", RegexOptions.Multiline);
        File.WriteAllText(path, pattern.IsMatch(document) ? pattern.Replace(document, _ => section, 1) : document + section);
    }

    /// <summary>The checkout this program was built in; null outside of one.</summary>
    public static string? Root()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Hivemind.sln")))
                return directory.FullName;
        }

        return null;
    }
}
