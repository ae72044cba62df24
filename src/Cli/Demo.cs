using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Application.Knowledge.Items;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Cli;

/// <summary>
/// Lets a few agents contribute the sample notes, reviews most of them, and lets the agents search and vote. All of it goes through
/// the use cases of the server, so everything that happens is in the feed, the audit log and the statistics too.
/// </summary>
internal sealed class Demo(CommandHost host, DemoClock clock, string orgId, IReadOnlyList<DemoNote> notes)
{
    /// <summary>Goes on where a run was interrupted, and leaves alone what the organisation was ever offered before.</summary>
    public async Task<DemoReport> Run(CancellationToken cancellationToken)
    {
        await host.EnsureOrganisation(orgId, cancellationToken);

        // All are looked up before the first is offered, because two of them have one text.
        var offers = new List<(DemoNote Note, KnownText? Known)>();
        foreach (var note in notes)
            offers.Add((note, await host.Send(orgId, new FindKnownText(note.Input), cancellationToken)));

        var (added, approved) = (0, 0);
        var items = new List<DemoItem>();
        foreach (var (note, known) in offers)
        {
            clock.GoTo(note, notes);
            if ((known?.ContributionId ?? await Offer(note, cancellationToken)) is not { } id)
                continue;

            added += known is null ? 1 : 0;
            var isOpen = known is null or { Status: ContributionStatus.Pending };
            if ((isOpen ? await Review(note, id, cancellationToken) : await ItemOf(id, cancellationToken)) is not { } item)
                continue;

            approved += isOpen ? 1 : 0;
            items.Add(new DemoItem(item, note.Agent));
        }

        clock.ComeBack();
        var activity = new DemoActivity(host, orgId, [.. notes.Select(note => note.Agent).Distinct()]);
        var isNew = await activity.Run(items, cancellationToken);
        isNew |= await new DemoWork(host, orgId, clock).Run(cancellationToken);
        isNew |= await new DemoTraffic(host, orgId, clock).Run(cancellationToken);
        return new DemoReport(added, approved, notes.Count, isNew);
    }

    private async Task<Guid?> ItemOf(Guid contributionId, CancellationToken cancellationToken) =>
        (await host.Send(orgId, new GetContribution(contributionId), cancellationToken)).Decision?.KnowledgeItemId;

    private async Task<Guid?> Offer(DemoNote note, CancellationToken cancellationToken)
    {
        var offer = new CreateContribution(note.Input) { Limits = ContributionLimits.None };
        return (await host.Send(orgId, offer, cancellationToken, note.Agent)).ContributionId;
    }

    private async Task<Guid?> Review(DemoNote note, Guid contributionId, CancellationToken cancellationToken)
    {
        switch (note.Fate)
        {
            case DemoFate.Rejected:
                await host.Send(orgId, new RejectContribution(contributionId, note.ReasonCode, note.Reason), cancellationToken);
                return null;
            case DemoFate.Pending:
                return null;
            default:
                var item = (await host.Send(orgId, new ApproveContribution(contributionId, ReviewEdit.None), cancellationToken)).ItemId;
                if (note.Fate is DemoFate.Published)
                    await host.Send(orgId, new SetKnowledgeVisibility(item, true), cancellationToken);

                return item;
        }
    }
}

/// <summary>An item of the demo and the agent that knew it first.</summary>
internal sealed record DemoItem(Guid Id, string Agent);

/// <summary>What a run of the demo added.</summary>
internal sealed record DemoReport(int Added, int Approved, int Notes, bool IsActive)
{
    public override string ToString() => (Added, Approved, IsActive) is (0, 0, false)
        ? $"Demo: the {Notes} sample notes were already there, nothing was added."
        : $"Demo: {Added} sample notes added, {Approved} of them approved; the others wait in the review queue or were rejected. Tasks, runs, conversations and two weeks of messages are there too.";
}
