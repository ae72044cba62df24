using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using MediatR;

namespace Hivemind.Application.Live;

/// <summary>Follows the log from a position, or from now: what the caller may see of the topics, each row once, in order.</summary>
/// <param name="Topics">A comma list; null follows all topics that concern the whole organisation.</param>
[Access(Audience.Principal, Scope.CommonsRead)]
public sealed record WatchStream(string? Topics, string? After) : IQuery<ILiveStream>;

internal sealed class WatchStreamHandler(ILiveReader log, ILiveStreams streams, IAccessReader access, CallContext call)
    : IRequestHandler<WatchStream, ILiveStream>
{
    public async Task<ILiveStream> Handle(WatchStream query, CancellationToken cancellationToken)
    {
        var topics = LiveSelection.TopicsOf(query.Topics);
        var selection = new LiveSelection(call.OrgId, topics, await access.For(call.Caller, cancellationToken));
        var state = await log.State(cancellationToken);
        var start = LiveStart.Of(query.After, state);

        return streams.Open(start.IsResumed ? selection : selection.Without(state.Known), call.Caller, start);
    }
}
