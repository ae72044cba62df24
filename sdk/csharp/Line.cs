using System.Net.ServerSentEvents;

namespace Hivemind.Client;

/// <summary>One connection to the stream, from open to break.</summary>
internal sealed class Line(HivemindConnection connection, LiveOptions options) : IAsyncDisposable
{
    private HttpResponseMessage? _response;
    private IAsyncEnumerator<SseItem<string>>? _items;

    /// <summary>Whether the server answered; a refusal that trying again does not heal is thrown.</summary>
    public async Task<bool> Open(string? position, CancellationToken cancellationToken)
    {
        try
        {
            using var request = await Request(position, cancellationToken).ConfigureAwait(false);
            _response = await connection.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var body = await _response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            _items = SseParser.Create(body).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            return true;
        }
        catch (HivemindProblemException problem) when (problem.Status is not (400 or 401 or 403 or 404))
        {
            return false;
        }
        catch (Exception exception) when (IsBreak(exception, cancellationToken))
        {
            return false;
        }
    }

    /// <summary>The next event, or null when the line broke or fell silent.</summary>
    public async Task<SseItem<string>?> Next(CancellationToken cancellationToken)
    {
        try
        {
            return _items is not null && await _items.MoveNextAsync().AsTask().WaitAsync(options.Silence, options.Time, cancellationToken).ConfigureAwait(false)
                ? _items.Current
                : null;
        }
        catch (Exception exception) when (IsBreak(exception, cancellationToken))
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _response?.Dispose(); // first: it ends a read that still waits
        try
        {
            if (_items is not null)
                await _items.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException or ObjectDisposedException)
        {
            // the abandoned read
        }
    }

    private static bool IsBreak(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && exception is HttpRequestException or IOException or TimeoutException or OperationCanceledException;

    private async Task<HttpRequestMessage> Request(string? position, CancellationToken cancellationToken)
    {
        List<string> query = [];
        if (options.Topics is not null)
            query.Add($"topics={Wire.Path(options.Topics)}");

        if (options.Ticket is not null)
            query.Add($"token={Wire.Path(await options.Ticket(cancellationToken).ConfigureAwait(false))}");

        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"api/v1/stream/events?{string.Join('&', query)}", UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (position is not null)
            request.Headers.Add("Last-Event-ID", position);

        return request;
    }
}
