using System.Text;

namespace Hivemind.Client;

/// <summary>A block of the stream; one of comments has no name, one without data at most a position.</summary>
internal sealed record Frame(string? Id, string? Name, string Data);

/// <summary>One connection to the stream, from open to break.</summary>
internal sealed class Line(HivemindConnection connection, LiveOptions options) : IDisposable
{
    private HttpResponseMessage? _response;
    private StreamReader? _reader;

    /// <summary>Whether the server answered; a refusal that trying again does not heal is thrown.</summary>
    public async Task<bool> Open(string? position, CancellationToken cancellationToken)
    {
        try
        {
            using var request = await Request(position, cancellationToken).ConfigureAwait(false);
            _response = await connection.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            _reader = new StreamReader(await _response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), Encoding.UTF8);
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

    /// <summary>The next whole block, or null when the line broke or fell silent.</summary>
    public async Task<Frame?> Next(CancellationToken cancellationToken)
    {
        try
        {
            return await Read(cancellationToken).WaitAsync(options.Silence, options.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsBreak(exception, cancellationToken))
        {
            return null;
        }
    }

    public void Dispose() => _response?.Dispose(); // ends a read that still waits

    // What is cut off is no block: its position must not count.
    private async Task<Frame?> Read(CancellationToken cancellationToken)
    {
        string? id = null, name = null;
        var data = new StringBuilder();
        while (_reader is not null && await _reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
                return new Frame(id, name, data.ToString());

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var (field, value) = colon > 0 ? (line[..colon], line[(colon + 2)..]) : ("", "");
            if (field == "id")
                id = value;
            else if (field == "event")
                name = value;
            else if (field == "data")
                data.Append(value);
        }

        return null;
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
