using System.CommandLine;
using Hivemind.Application.Common;
using Hivemind.Application.People.Keys;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;

namespace Hivemind.Cli;

internal static class KeysCommand
{
    public static Command Create()
    {
        var org = new Option<string>("--org-id") { Description = "The organisation; made when it is new.", Required = true };
        var agent = new Option<string>("--agent-id") { Description = "The agent that will use the key.", Required = true };
        var tier = new Option<string>("--tier") { Description = "free, pro or enterprise: the limits of the key.", DefaultValueFactory = _ => "free" };
        tier.AcceptOnlyFromAmong([.. EnumText.All<Tier>()]);
        var role = new Option<string?>("--role") { Description = "admin or contributor; left as it is when absent." };
        role.AcceptOnlyFromAmong([.. EnumText.All<AgentRole>()]);
        var json = new Option<bool>("--json") { Description = "Print the whole answer as JSON." };

        var create = new Command("create", "Make an API key and print it. It is shown this once.") { org, agent, tier, role, json };
        create.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = await CommandHost.Open(cancellationToken);
            var (orgId, agentId) = (parsed.GetRequiredValue(org), parsed.GetRequiredValue(agent));
            var made = await host.Send(
                orgId,
                new ProvisionKey(
                    orgId, agentId, agentId, EnumText.Parse<Tier>(parsed.GetRequiredValue(tier)),
                    parsed.GetValue(role) is { } text ? EnumText.Parse<AgentRole>(text) : null),
                cancellationToken);

            Console.WriteLine(parsed.GetValue(json) ? WireJson.Write(made) : made.Key);
        });

        return new Command("keys", "API keys of agents.") { create };
    }
}
