using Hivemind.Application.Knowledge.Items;
using Hivemind.Application.Knowledge.Outcomes;
using Hivemind.Application.Knowledge.Quality;
using Hivemind.Application.Knowledge.Search;
using Hivemind.Domain.Knowledge.Outcomes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hivemind.Cli;

/// <summary>What agents do with knowledge: they look for it and tell whether it helped. The same in every run.</summary>
internal sealed class DemoActivity(CommandHost host, string orgId, IReadOnlyList<string> agents)
{
    private static readonly string[] Questions =
    [
        "connection pool exhausted in postgres",
        "permission denied for schema public after an upgrade",
        "test suite fails only when it runs in parallel",
        "container takes ten seconds to stop",
        "server-sent events buffered by nginx",
        "how to round amounts of money",
        "deadlock detected in a batch update",
        "disk full but du shows free space",
        "how large should pieces for embeddings be",
        "find the commit that introduced a bug",
    ];

    /// <summary>Whether there was anything left to do: the last vote is the sign that a run came to its end.</summary>
    public async Task<bool> Run(IReadOnlyList<DemoItem> items, CancellationToken cancellationToken)
    {
        var votes = items.Select((item, index) => (Item: item, Index: index)).Where(vote => vote.Index % 3 != 2).ToList();
        if (votes.Count == 0 || await HasVotes(votes[^1].Item, cancellationToken))
            return false;

        await Search(cancellationToken);
        foreach (var (item, index) in votes)
            await Vote(item, index, cancellationToken);

        return true;
    }

    private async Task<bool> HasVotes(DemoItem item, CancellationToken cancellationToken)
    {
        var counts = (await host.Send(orgId, new GetKnowledgeSignals(item.Id), cancellationToken)).Counts;
        return counts.GetValueOrDefault("outcome_solved") + counts.GetValueOrDefault("outcome_not_helpful") > 0;
    }

    private async Task Search(CancellationToken cancellationToken)
    {
        // A server writes what was handed out in the background; here nothing else would.
        var writer = (IHostedService)host.Services.GetRequiredService<IRetrievalSignals>();
        await writer.StartAsync(cancellationToken);
        foreach (var (question, index) in Questions.Select((question, index) => (question, index)))
        {
            foreach (var agent in agents.Take(1 + (index * 3 % agents.Count)))
                await host.Send(orgId, new SearchKnowledge(question, Limit: 3), cancellationToken, agent);
        }

        await writer.StopAsync(cancellationToken);
    }

    // Two items of three are voted on, by one or two others; sometimes an item did not help the last of them.
    private async Task Vote(DemoItem item, int index, CancellationToken cancellationToken)
    {
        var voters = agents.Where(agent => agent != item.Agent).Skip(index % 2).Take(1 + (index % 3)).ToList();
        foreach (var voter in voters)
        {
            var outcome = index % 6 == 4 && voter == voters[^1] ? Outcome.DidNotHelp : Outcome.Solved;
            await host.Send(orgId, new ReportOutcome(item.Id, outcome, $"demo-{voter}"), cancellationToken, voter);
        }
    }
}
