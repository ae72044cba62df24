using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Live;

/// <summary>Follows the log from a position, or from now: what the caller may see of the topics, each row once, in order.</summary>
/// <param name="Topics">A comma list; null follows all topics that concern the whole organisation and that the key reaches.</param>
[Access(Audience.Principal)]
public sealed record WatchStream(string? Topics, string? After) : IQuery<ILiveStream>;

internal sealed class WatchStreamHandler(ILiveReader log, ILiveStreams streams, TopicAccess topics, CallContext call)
    : IRequestHandler<WatchStream, ILiveStream>
{
    public async Task<ILiveStream> Handle(WatchStream query, CancellationToken cancellationToken)
    {
        var selection = await topics.Select(query.Topics, cancellationToken);
        var state = await log.State(cancellationToken);
        var start = LiveStart.Of(query.After, state);

        return streams.Open(start.IsResumed ? selection : selection.Without(state.Known), call.Caller, start);
    }
}
