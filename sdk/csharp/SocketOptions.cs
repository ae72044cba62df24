using System.Text.Json;

namespace Hivemind.Client;

/// <summary>
/// A message of a channel. Its position is what a later subscription can resume after; stored output of a task has none, its seq serves.
/// </summary>
public sealed record SocketMessage(string Name, string Channel, string? Position, JsonElement Data);

/// <summary>Who hears a channel. Calls come one at a time; they should be quick.</summary>
public sealed record ChannelHandlers
{
    public required Action<SocketMessage> Message { get; init; }

    /// <summary>From here on nothing is missed; after every reconnect again.</summary>
    public Action? Subscribed { get; init; }

    /// <summary>Messages may have been missed (expired, epoch_changed, invalid): load the state anew.</summary>
    public Action<string>? Reset { get; init; }

    /// <summary>The channel is refused, with its code and text; the subscription has ended.</summary>
    public Action<string, string>? Failed { get; init; }

    /// <summary>A position to resume after.</summary>
    public string? After { get; init; }

    /// <summary>For a task: the number of the last output that is known, 0 for all that is stored.</summary>
    public int? AfterSeq { get; init; }
}

/// <summary>Whom to tell about breaks, and how to come back.</summary>
public sealed record SocketOptions
{
    /// <summary>The line is up, for the first time or again.</summary>
    public Action? Connected { get; init; }

    /// <summary>The line was broken for this long; what happened meanwhile arrives next, nothing is lost.</summary>
    public Action<TimeSpan>? Gap { get; init; }

    /// <summary>Asked before every connect where the credential must not go along: answers a ticket of create_stream_ticket.</summary>
    public Func<CancellationToken, Task<string>>? Ticket { get; init; }

    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the line is asked for a sign of life, and how long the answer may take.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(20);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
