using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Events;

/// <summary>Stores single events of several callers in one transaction; each caller was authorised by its own request.</summary>
[Access(Audience.Public)]
public sealed record IngestGatheredEvents(IReadOnlyList<NewEvent> Events) : ICommand<IReadOnlyList<IngestAnswer>>;

internal sealed class IngestGatheredEventsHandler(EventIngest ingest) : IRequestHandler<IngestGatheredEvents, IReadOnlyList<IngestAnswer>>
{
    public Task<IReadOnlyList<IngestAnswer>> Handle(IngestGatheredEvents command, CancellationToken cancellationToken) =>
        ingest.Take(command.Events, cancellationToken);
}
