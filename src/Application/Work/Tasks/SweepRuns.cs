using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Gives up a batch of runs whose worker fell silent or whose time is up; true asks for the next batch.</summary>
[Access(Audience.Public)]
public sealed record SweepRuns : ICommand<bool>;

internal sealed class SweepRunsHandler(IRunClaims claims, TaskKeeper keeper, TimeProvider time) : IRequestHandler<SweepRuns, bool>
{
    private const int BatchSize = 100;

    public async Task<bool> Handle(SweepRuns command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var overdue = await claims.FindOverdue(now, BatchSize, cancellationToken);
        foreach (var run in overdue)
            await keeper.Save(run, run.GiveUp(now), cancellationToken);

        return overdue.Count == BatchSize;
    }
}
