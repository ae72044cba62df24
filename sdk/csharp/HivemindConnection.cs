using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Hivemind.Client;

/// <summary>One server and one caller. It keeps the HttpClient it is given and sets nothing on it.</summary>
public sealed class HivemindConnection
{
    private readonly HttpClient _http;
    private readonly Uri _server;
    private readonly string? _token;

    /// <param name="http">Its timeout applies to calls; of a live connection only to its beginning.</param>
    /// <param name="server">The address of the server.</param>
    /// <param name="token">An API key (hm_…) or a session token (hs_…); null where nobody is asked for.</param>
    public HivemindConnection(HttpClient http, Uri server, string? token)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(server);
        _http = http;
        _server = new Uri(server.AbsoluteUri.TrimEnd('/') + "/");
        _token = token;
    }

    /// <summary>Sends a request with the caller's credential; throws a <see cref="HivemindProblemException"/> for every refusal.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.RequestUri = new Uri(_server, request.RequestUri ?? _server);
        if (_token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);

        var response = await _http.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;

        using (response)
            throw await HivemindProblemException.Of(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where sockets are opened; with a ticket the credential does not go along.</summary>
    internal (Uri Address, string? Token) Socket(string? ticket)
    {
        var path = ticket is null ? "ws" : $"ws?token={Wire.Path(ticket)}";
        var address = new UriBuilder(new Uri(_server, path)) { Scheme = _server.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" };
        return (address.Uri, ticket is null ? _token : null);
    }

    internal async Task<T> Call<T>(
        HttpMethod method, string path, object? body, (string Name, object? Value)[] query, CallOptions? options, CancellationToken cancellationToken)
    {
        using var request = Request(method, path, body, query, options);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadFromJsonAsync<T>(Wire.Json, cancellationToken).ConfigureAwait(false)
            ?? throw new HttpRequestException($"The server answered {method} {path} without content.");
    }

    /// <summary>For calls that may answer 204: null then.</summary>
    internal async Task<T?> CallOrNothing<T>(
        HttpMethod method, string path, object? body, (string Name, object? Value)[] query, CallOptions? options, CancellationToken cancellationToken)
        where T : class
    {
        using var request = Request(method, path, body, query, options);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        return response.StatusCode is HttpStatusCode.NoContent
            ? null
            : await response.Content.ReadFromJsonAsync<T>(Wire.Json, cancellationToken).ConfigureAwait(false);
    }

    internal async Task Call(
        HttpMethod method, string path, object? body, (string Name, object? Value)[] query, CallOptions? options, CancellationToken cancellationToken)
    {
        using var request = Request(method, path, body, query, options);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, object? body, (string Name, object? Value)[] query, CallOptions? options)
    {
        var given = query.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Wire.Path(pair.Value)}").ToList();
        var request = new HttpRequestMessage(method, new Uri(given.Count == 0 ? path : $"{path}?{string.Join('&', given)}", UriKind.Relative));
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType(), options: Wire.Json);

        if (options?.IdempotencyKey is { } key)
            request.Headers.Add("Idempotency-Key", key);

        if (options?.IfMatch is { } version)
            request.Headers.Add("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));

        return request;
    }
}
