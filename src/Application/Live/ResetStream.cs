using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Live;

/// <summary>
/// Renews the epoch of the log, to be sent after a restore from a dump: the restored database counts its transactions anew, so old
/// positions mean nothing. Subscribers get a reset; retained rows stay readable.
/// </summary>
[Access(Audience.Public)]
public sealed record ResetStream : ICommand<StreamEpoch>;

/// <summary>The epoch that positions carry from now on.</summary>
public sealed record StreamEpoch(string Epoch);

internal sealed class ResetStreamHandler(ILiveLogKeeper keeper) : IRequestHandler<ResetStream, StreamEpoch>
{
    public async Task<StreamEpoch> Handle(ResetStream command, CancellationToken cancellationToken) =>
        new(await keeper.Reset(cancellationToken));
}
