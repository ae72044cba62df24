using System.Text;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Live;

/// <summary>One message of a stream. Data is JSON; pings have no id.</summary>
internal sealed record StreamMessage(string Event, string Data, string? Id)
{
    public JsonElement Json => JsonDocument.Parse(Data).RootElement;
}

/// <summary>A client of server-sent events that shows what is on the wire.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly StreamReader _reader;

    private Watcher(HttpClient http, HttpResponseMessage response, StreamReader reader, string firstLine)
    {
        (_http, Response, _reader, FirstLine) = (http, response, reader, firstLine);
    }

    public HttpResponseMessage Response { get; }

    /// <summary>The comment that the server sends at once.</summary>
    public string FirstLine { get; }

    /// <summary>What retry: said, in milliseconds.</summary>
    public string? Retry { get; private set; }

    /// <summary>The id of the last message that had one: what a client resumes from.</summary>
    public string? LastId { get; private set; }

    /// <summary>Opens a stream and returns when its first bytes have come: from then on nothing is missed.</summary>
    public static async Task<Watcher> Open(Caller caller, string path, string? lastEventId = null, CancellationToken cancellationToken = default)
    {
        // A connection of its own: closing the watcher closes it.
        var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = caller.Server.Address, Timeout = Timeout.InfiniteTimeSpan };
        using var request = caller.Request(HttpMethod.Get, path, ("Accept", "text/event-stream"));
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");

        var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
        return new Watcher(http, response, reader, await reader.ReadLineAsync(cancellationToken) ?? "");
    }

    /// <summary>The next message; null when the server has ended the stream.</summary>
    public async Task<StreamMessage?> TryNext(CancellationToken cancellationToken)
    {
        string? name = null, data = null, id = null;
        while (await ReadLine(cancellationToken) is { } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = colon < 0 ? "" : line[(colon + 1)..].TrimStart(' ');
            switch (colon < 0 ? line : line[..colon])
            {
                case "" when line.Length == 0 && data is not null:
                    LastId = id ?? LastId;
                    return new StreamMessage(name ?? "message", data, id);
                case "" when line.Length == 0:
                    LastId = id ?? LastId; // an id alone: where the stream starts
                    id = null;
                    break;
                case "event":
                    name = value;
                    break;
                case "data":
                    data = data is null ? value : $"{data}\n{value}";
                    break;
                case "id":
                    id = value;
                    break;
                case "retry":
                    Retry = value;
                    break;
            }
        }

        return null;
    }

    /// <summary>The next message; the test fails when the stream ends instead.</summary>
    public async Task<StreamMessage> Next(CancellationToken cancellationToken) =>
        await TryNext(cancellationToken) ?? throw new InvalidOperationException("The stream ended.");

    public async Task<List<StreamMessage>> Next(int count, CancellationToken cancellationToken)
    {
        var messages = new List<StreamMessage>();
        while (messages.Count < count)
            messages.Add(await Next(cancellationToken));

        return messages;
    }

    /// <summary>Reads to the end of the stream.</summary>
    public async Task Ended(CancellationToken cancellationToken)
    {
        while (await TryNext(cancellationToken) is not null)
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        Response.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    // A connection that is cut ends the stream like one that is closed.
    private async Task<string?> ReadLine(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadLineAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return null;
        }
    }
}
