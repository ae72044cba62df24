using System.CommandLine;
using Hivemind.Domain.Knowledge;
using Spectre.Console;

namespace Hivemind.Cli;

internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A JSON object per line: content, title?, category?, tags?, slug?." };
        file.AcceptExistingOnly();
        var org = new Option<string>("--org-id") { Description = "The organisation.", DefaultValueFactory = _ => "default" };
        var agent = new Option<string>("--agent-id") { Description = "Who contributes.", DefaultValueFactory = _ => "import" };
        var category = new Option<string>("--category")
        {
            Description = "For lines without a category of the vocabulary; theirs becomes a tag.",
            DefaultValueFactory = _ => "general",
        };
        category.AcceptOnlyFromAmong([.. KnowledgeCategories.All.Select(KnowledgeCategories.ToText)]);
        var approve = new Option<bool>("--approve") { Description = "Approve at once what is queued." };

        var command = new Command("import", "Bring notes in through the same pipeline as every contribution. Running it again adds nothing.")
        {
            file, org, agent, category, approve,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = await CommandHost.Open(cancellationToken);
            var notes = NoteFile.Read(parsed.GetRequiredValue(file), parsed.GetRequiredValue(category));
            var import = new Import(host, parsed.GetRequiredValue(org), parsed.GetRequiredValue(agent), parsed.GetValue(approve));

            var report = await AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async progress =>
                {
                    var bar = progress.AddTask($"{notes.Count} notes", maxValue: Math.Max(1, notes.Count));
                    return await import.Run(notes, () => bar.Increment(1), cancellationToken);
                });

            report.Print();
        });
        return command;
    }
}
