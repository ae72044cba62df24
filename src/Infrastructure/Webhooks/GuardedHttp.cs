using System.Net;
using System.Net.Sockets;
using Hivemind.Application.Webhooks;
using Hivemind.Domain.Webhooks;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>Finds the addresses of a host: the system's resolver, or a test's.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>
/// The only way to call an address that a tenant chose. What a name resolves to is checked at every connect, and the connection
/// goes to the very address that was checked; no redirect, proxy or cookie leads elsewhere.
/// </summary>
internal sealed class GuardedHttp : IDisposable
{
    private readonly ResolveHost _resolve;
    private readonly IReadOnlyList<IPNetwork> _allowed;
    private readonly bool _allowHttp;
    private readonly HttpClient _client;

    public GuardedHttp(ResolveHost resolve, IOptions<WebhookOptions> options)
    {
        _resolve = resolve;
        _allowed = options.Value.Networks;
        _allowHttp = options.Value.AllowHttp;
        _client = new HttpClient(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            ConnectCallback = Connect,
            MaxResponseDrainSize = 64 * 1024,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            UseCookies = false,
            UseProxy = false,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends and returns with the head of the answer; the caller limits the time.</summary>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { } url && WebhookUrl.IsAllowedScheme(url, _allowHttp)
            ? _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : throw new AddressRefusedException();

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await _resolve(host, cancellationToken);

        // One refused address spoils the name: whoever mixes public and inner addresses is probing.
        if (addresses.Any(address => !AddressRules.IsAllowed(address, _allowed)))
            throw new AddressRefusedException();

        Exception failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception exception)
            {
                socket.Dispose();
                failure = exception;
                if (exception is not SocketException)
                    break;
            }
        }

        throw failure;
    }
}

/// <summary>The call would have gone where it may not: to an inner address, or over plain http.</summary>
internal sealed class AddressRefusedException() : Exception("The address is not allowed.");
