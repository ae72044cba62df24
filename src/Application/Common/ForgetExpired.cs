using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Common;

/// <summary>Removes a short step of what nobody can use any more: idempotency records, counters, tickets, sessions, failed sign-ins. True while there may be more.</summary>
[Access(Audience.Public)]
public sealed record ForgetExpired : ICommand<bool>;

/// <summary>Rows that only matter for a time.</summary>
public interface IExpiredRows
{
    /// <summary>True when a table had more than one step could remove.</summary>
    Task<bool> Remove(DateTimeOffset now, CancellationToken cancellationToken);
}

internal sealed class ForgetExpiredHandler(IExpiredRows rows, TimeProvider time) : IRequestHandler<ForgetExpired, bool>
{
    public Task<bool> Handle(ForgetExpired command, CancellationToken cancellationToken) => rows.Remove(time.Now(), cancellationToken);
}
