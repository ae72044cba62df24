using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Events;
using MediatR;

namespace Hivemind.Application.Traffic.Events;

/// <summary>Looks for words in events and answers in the shape that the reader needs.</summary>
/// <param name="Query">Contained, in any case, in text, transcription or image description; null or empty finds all.</param>
/// <param name="Filters">The same as of the list.</param>
/// <param name="Format">full (the default): whole events; summary: labels and 200 characters; agent: turns of a conversation.</param>
/// <param name="Limit">1 to 100; default 50.</param>
[Access(Audience.Principal, Scope.TrafficRead)]
[CamelCase]
public sealed record SearchEvents(string? Query, EventFilter? Filters, EventFormat? Format, int? Limit, string? Cursor) : IQuery<MetaList<JsonElement>>;

/// <summary>How found events are shown.</summary>
public enum EventFormat
{
    Full,
    Summary,
    Agent,
}

/// <summary>An event in short.</summary>
[CamelCase]
public sealed record EventSummary(
    Guid Id, string EventType, string Channel, Guid? InstanceId, EventDirection Direction, ContentType? ContentType, string? Text, DateTimeOffset ReceivedAt);

/// <summary>An event as a turn of a conversation.</summary>
[CamelCase]
public sealed record EventTurn(EventTurnRole Role, string? Content, DateTimeOffset Timestamp);

/// <summary>Who spoke: what came in is the user's, what went out the assistant's.</summary>
public enum EventTurnRole
{
    User,
    Assistant,
}

internal sealed class SearchEventsValidator : AbstractValidator<SearchEvents>
{
    private const int MaxQueryLength = 1000;

    public SearchEventsValidator() => RuleFor(query => query.Query).MaximumLength(MaxQueryLength);
}

internal sealed class SearchEventsHandler(IEventQueries events, CallContext call) : IRequestHandler<SearchEvents, MetaList<JsonElement>>
{
    private const int SummaryLength = 200;

    public async Task<MetaList<JsonElement>> Handle(SearchEvents query, CancellationToken cancellationToken)
    {
        var filter = (query.Filters ?? EventFilter.None).Checked();
        filter = filter with { Search = query.Query ?? filter.Search };
        var format = query.Format ?? EventFormat.Full;
        var page = MetaPage.Of(query.Limit ?? MetaPage.DefaultLimit, query.Cursor, "event_search", call.OrgId, filter, format);
        var list = page.List(await events.List(call.OrgId, filter, page, cancellationToken), one => new Cursor(one.ReceivedAt, one.Id));
        return new([.. list.Items.Select(one => Shown(one, format))], list.Meta);
    }

    private static JsonElement Shown(RecordedEvent one, EventFormat format) => format switch
    {
        EventFormat.Summary => Json(new EventSummary(
            one.Id, one.EventType, one.Channel, one.InstanceId, one.Direction, one.ContentType, Words(one) is { } text ? Text.Cut(text, SummaryLength) : null, one.ReceivedAt)),
        EventFormat.Agent => Json(new EventTurn(one.Direction is EventDirection.Inbound ? EventTurnRole.User : EventTurnRole.Assistant, Words(one), one.ReceivedAt)),
        _ => Json(EventView.Of(one)),
    };

    private static string? Words(RecordedEvent one) => one.TextContent ?? one.Transcription ?? one.ImageDescription ?? one.DocumentExtraction;

    private static JsonElement Json<T>(T shape) => JsonSerializer.SerializeToElement(shape, WireJson.Options);
}
