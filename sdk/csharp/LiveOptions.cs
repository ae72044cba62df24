using System.Text.Json;

namespace Hivemind.Client;

/// <summary>A row of the live log. Its id is a position that a later watch can resume after.</summary>
public sealed record LiveMessage(string Id, string Name, JsonElement Data);

/// <summary>What to follow, and whom to tell about breaks.</summary>
public sealed record LiveOptions
{
    /// <summary>A comma list of topics, for example knowledge, contributions, tasks, task:{id}; default all that concern the whole organisation.</summary>
    public string? Topics { get; init; }

    /// <summary>Resumes after this position.</summary>
    public string? After { get; init; }

    /// <summary>Messages may have been missed (expired, epoch_changed, invalid): load the state anew.</summary>
    public Action<string>? Reset { get; init; }

    /// <summary>The line was broken for this long; what happened meanwhile arrives next, nothing is lost.</summary>
    public Action<TimeSpan>? Gap { get; init; }

    /// <summary>The line is up, for the first time or again.</summary>
    public Action? Connected { get; init; }

    /// <summary>Asked before every connect where the credential must not go along: answers a ticket of create_stream_ticket.</summary>
    public Func<CancellationToken, Task<string>>? Ticket { get; init; }

    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Silence after which the line counts as dead; the server speaks every 25 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
