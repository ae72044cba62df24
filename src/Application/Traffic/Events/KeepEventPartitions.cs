using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Traffic.Events;

/// <summary>
/// Makes the partitions of the months to come and drops those past their retention, a short step at a time; true when there is more.
/// Figures of what was dropped stay.
/// </summary>
[Access(Audience.Public)]
public sealed record KeepEventPartitions : ICommand<bool>;

/// <summary>The partitions of events, in a command's transaction.</summary>
public interface IEventStorage
{
    /// <summary>Makes the partition of the month of that instant when it is missing; true when it was.</summary>
    Task<bool> Prepare(DateTimeOffset month, CancellationToken cancellationToken);

    /// <summary>Removes a step of what was recorded before; true when there may be more.</summary>
    Task<bool> Forget(DateTimeOffset before, CancellationToken cancellationToken);
}

internal sealed class KeepEventPartitionsHandler(IEventStorage storage, IOptions<EventOptions> options, TimeProvider time)
    : IRequestHandler<KeepEventPartitions, bool>
{
    private const int MonthsAhead = 3;

    public async Task<bool> Handle(KeepEventPartitions command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        for (var ahead = 0; ahead <= MonthsAhead; ahead++)
        {
            if (await storage.Prepare(month.AddMonths(ahead), cancellationToken))
                return true;
        }

        return options.Value.RetentionDays > 0 && await storage.Forget(now.AddDays(-options.Value.RetentionDays), cancellationToken);
    }
}
