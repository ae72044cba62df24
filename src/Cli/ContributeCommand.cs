using System.CommandLine;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Knowledge;

namespace Hivemind.Cli;

internal static class ContributeCommand
{
    public static Command Create()
    {
        var content = new Argument<string?>("content") { Description = "What was learnt; read from the input when absent.", Arity = ArgumentArity.ZeroOrOne };
        var org = new Option<string>("--org-id") { Description = "The organisation; made when it is new.", DefaultValueFactory = _ => "default" };
        var agent = new Option<string>("--agent-id") { Description = "Who contributes.", DefaultValueFactory = _ => "cli" };
        var title = new Option<string?>("--title") { Description = "A line that says what it is about." };
        var category = new Option<string>("--category") { Description = "Of the vocabulary.", DefaultValueFactory = _ => "general" };
        category.AcceptOnlyFromAmong([.. KnowledgeCategories.All.Select(KnowledgeCategories.ToText)]);
        var tag = new Option<string[]>("--tag") { Description = "May be given several times." };
        var json = new Option<bool>("--json") { Description = "Print the whole answer as JSON." };

        var command = new Command("contribute", "Offer a piece of knowledge. It waits for review like any other.") { content, org, agent, title, category, tag, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = await CommandHost.Open(cancellationToken);
            var input = new ContributionInput
            {
                Content = parsed.GetValue(content) ?? await Console.In.ReadToEndAsync(cancellationToken),
                Title = parsed.GetValue(title),
                Category = KnowledgeCategories.TryParse(parsed.GetRequiredValue(category), out var known) ? known : default,
                Tags = parsed.GetValue(tag) is { Length: > 0 } tags ? tags : null,
            };

            var orgId = parsed.GetRequiredValue(org);
            await host.EnsureOrganisation(orgId, cancellationToken);
            var result = await host.Send(orgId, new CreateContribution(input), cancellationToken, parsed.GetRequiredValue(agent));
            Console.WriteLine(parsed.GetValue(json) ? WireJson.Write(result) : $"{result.Message} {result.ContributionId ?? result.DuplicateOf}");
        });
        return command;
    }
}
