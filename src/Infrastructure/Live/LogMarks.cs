using System.Globalization;
using System.Security.Cryptography;
using Hivemind.Domain.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>The epoch as it is kept in deployment_config.</summary>
internal static class StreamEpochs
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static ulong Parse(string? text) => text is null ? 0 : ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

/// <summary>The last row that retention removed, as it is kept in deployment_config.</summary>
internal static class TrimmedMark
{
    public static string Text(string tx, long id) => string.Create(CultureInfo.InvariantCulture, $"{tx}:{id}");

    public static Position? Parse(ulong epoch, string? text) =>
        text?.Split(':') is [var tx, var id]
            ? new Position(epoch, ulong.Parse(tx, CultureInfo.InvariantCulture), long.Parse(id, CultureInfo.InvariantCulture))
            : null;
}
