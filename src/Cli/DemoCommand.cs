using System.CommandLine;
using Hivemind.Domain.People;

namespace Hivemind.Cli;

internal static class DemoCommand
{
    public static Command Create()
    {
        var org = new Option<string>("--org-id") { Description = "The organisation; made when it is new.", DefaultValueFactory = _ => OrganisationId.Default };
        var command = new Command("demo", "Fill an organisation with sample notes of a few agents, reviews, searches and votes, and with two weeks of tasks, runs and conversations. Running it again adds nothing.") { org };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var clock = new DemoClock();
            await using var host = await CommandHost.Open(cancellationToken, time: clock);
            Console.WriteLine(await new Demo(host, clock, parsed.GetRequiredValue(org), DemoNote.All()).Run(cancellationToken));
        });
        return command;
    }
}
