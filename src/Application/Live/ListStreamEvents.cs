using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Live;
using MediatR;

namespace Hivemind.Application.Live;

/// <summary>Reads the log page by page: the same rows in the same order as the live stream.</summary>
/// <param name="After">The position to continue from; null starts at the oldest retained row.</param>
/// <param name="Topics">A comma list; null reads all topics that concern the whole organisation and that the key reaches.</param>
[Access(Audience.Principal)]
public sealed record ListStreamEvents(string? After, string? Topics, int Limit) : IQuery<StreamPage>;

/// <summary>A page of the log. A reset says why it starts at the oldest retained row instead of the position asked for.</summary>
public sealed record StreamPage(IReadOnlyList<StreamItem> Items, string Next, bool HasMore, StreamReset? Reset);

/// <summary>A row of the log; its id is a position.</summary>
public sealed record StreamItem(string Id, string Topic, string Name, JsonElement Payload, bool IsPublic, DateTimeOffset CreatedAt)
{
    public static StreamItem Of(LiveEvent row) =>
        new(row.Position.Encode(), row.Topic, row.Name, JsonElement.Parse(row.Payload), row.IsPublic, row.CreatedAt);
}

internal sealed class ListStreamEventsValidator : AbstractValidator<ListStreamEvents>
{
    public ListStreamEventsValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, 500);
}

internal sealed class ListStreamEventsHandler(ILiveReader log, TopicAccess topics)
    : IRequestHandler<ListStreamEvents, StreamPage>
{
    private const int MaxReads = 20;

    public async Task<StreamPage> Handle(ListStreamEvents query, CancellationToken cancellationToken)
    {
        var selection = await topics.Select(query.Topics, cancellationToken);
        var state = await log.State(cancellationToken);
        var start = LiveStart.Of(query.After, state);
        var at = query.After is null || start.Reset is not null ? Position.Start(state.Now.Epoch) : start.Position;

        var items = new List<StreamItem>();
        LogPage page;
        var reads = 0;
        do
        {
            page = await log.Read(selection, at, null, query.Limit - items.Count, cancellationToken);
            items.AddRange(page.Rows.Select(StreamItem.Of));
            at = page.End;
        }
        while (page.HasMore && items.Count < query.Limit && ++reads < MaxReads);

        return new(items, at.Encode(), page.HasMore, start.Reset);
    }
}
