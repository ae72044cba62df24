using System.CommandLine;
using System.Globalization;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Search;
using Hivemind.Domain.Knowledge;
using Spectre.Console;

namespace Hivemind.Cli;

internal static class SearchCommand
{
    public static Command Create()
    {
        var query = new Argument<string>("query") { Description = "What to look for: a question, an error message, some words." };
        var org = new Option<string>("--org-id") { Description = "Whose private knowledge is searched beside the public one.", DefaultValueFactory = _ => "default" };
        var category = new Option<string?>("--category") { Description = "Only this category." };
        category.AcceptOnlyFromAmong([.. KnowledgeCategories.All.Select(KnowledgeCategories.ToText)]);
        var limit = new Option<int>("--limit") { Description = "How many items at most, 1 to 50.", DefaultValueFactory = _ => 10 };
        var json = new Option<bool>("--json") { Description = "Print the whole answer as JSON." };

        var command = new Command("search", "Search the commons.") { query, org, category, limit, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = await CommandHost.Open(cancellationToken);
            var only = parsed.GetValue(category) is { } text && KnowledgeCategories.TryParse(text, out var known) ? known : (KnowledgeCategory?)null;
            var found = await host.Send(
                parsed.GetRequiredValue(org), new SearchKnowledge(parsed.GetRequiredValue(query), only, parsed.GetValue(limit)), cancellationToken);

            if (parsed.GetValue(json))
                Console.WriteLine(WireJson.Write(found));
            else
                Print(found);
        });
        return command;
    }

    private static void Print(SearchResults found)
    {
        if (found.Results.Count == 0)
            AnsiConsole.WriteLine("Nothing was found.");

        foreach (var hit in found.Results)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{hit.RelevanceScore:0.00}[/]  {hit.Title}  [dim]{KnowledgeCategories.ToText(hit.Category)} {hit.Id}[/]");
    }
}
