using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Links;

/// <summary>What led to an event and what came of it, as far as it is stored.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetEventLinks(Guid EventId) : IQuery<EventLinks>;

/// <summary>Causes and effects of one event.</summary>
[CamelCase]
public sealed record EventLinks(Guid EventId, IReadOnlyList<EventLink> Causes, IReadOnlyList<EventLink> Effects);

/// <summary>A thing that an event has to do with.</summary>
/// <param name="Kind">event, webhook_event, dead_letter, automation_log or task.</param>
/// <param name="Label">What it is called: the type of an event, the handler of a dead letter.</param>
/// <param name="ParentId">The automation of an automation_log, the source of a webhook_event; null for the others.</param>
[CamelCase]
public sealed record EventLink(string Kind, Guid Id, string Label, string? Status, DateTimeOffset At, Guid? ParentId);

/// <summary>Says what an event has to do with among the things of one part. Every part that has some registers one.</summary>
public interface IEventLinkSource
{
    /// <summary>At most 100, newest first; of causes there is one.</summary>
    Task<IReadOnlyList<EventLink>> Find(string orgId, Guid eventId, LinkDirection direction, CancellationToken cancellationToken);
}

/// <summary>Towards what led to the event, or towards what came of it.</summary>
public enum LinkDirection
{
    Causes,
    Effects,
}

internal sealed class GetEventLinksHandler(IEventExistence events, IEnumerable<IEventLinkSource> sources, CallContext call)
    : IRequestHandler<GetEventLinks, EventLinks>
{
    public async Task<EventLinks> Handle(GetEventLinks query, CancellationToken cancellationToken)
    {
        if (!await events.Exists(call.OrgId, query.EventId, cancellationToken))
            throw new NotFoundException("event");

        List<EventLink> causes = [], effects = [];
        foreach (var source in sources)
        {
            causes.AddRange(await source.Find(call.OrgId, query.EventId, LinkDirection.Causes, cancellationToken));
            effects.AddRange(await source.Find(call.OrgId, query.EventId, LinkDirection.Effects, cancellationToken));
        }

        return new(query.EventId, [.. causes.OrderByDescending(link => link.At)], [.. effects.OrderByDescending(link => link.At)]);
    }
}
