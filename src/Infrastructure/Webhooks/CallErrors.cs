using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>The short codes of what can go wrong with a call to an address of a tenant.</summary>
internal static class CallErrors
{
    /// <summary>Null for a success.</summary>
    public static string? Of(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "redirect",
        _ => string.Create(CultureInfo.InvariantCulture, $"http_{status}"),
    };

    public static string Of(Exception exception) => exception switch
    {
        AddressRefusedException => "address_refused",
        OperationCanceledException => "timeout",
        CryptographicException => "secret_unreadable",
        AuthenticationException => "tls_failed",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "host_not_found",
        { InnerException: { } inner } => Of(inner),
        SocketException or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "connection_failed",
        HttpIOException or HttpRequestException or IOException => "response_invalid",
        _ => "failed",
    };
}
