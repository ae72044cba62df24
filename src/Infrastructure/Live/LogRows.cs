using System.Globalization;
using Hivemind.Application.Live;
using Hivemind.Domain.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>Where the log and a task stand, as it is read.</summary>
internal sealed record LogStateRow
{
    public string? Epoch { get; init; }

    public string? Trimmed { get; init; }

    public string? LastTx { get; init; }

    public long LastId { get; init; }

    public long[] Known { get; init; } = [];

    public string? Status { get; init; }

    public string? Result { get; init; }

    public int OutputSeq { get; init; }

    public bool EndIsToCome { get; init; }
}

/// <summary>A row of a page, beside what is said of the page; alone when the page is empty.</summary>
internal sealed record LogRow(
    string? Epoch, string? LastTx, long LastId, long Seen, bool IsUnsettled,
    string? Tx, long Id, string? OrgId, bool IsPublic, string? Topic, string? Name, string? Payload, DateTimeOffset CreatedAt)
{
    public static ulong Number(string? tx) => ulong.Parse(tx ?? "0", CultureInfo.InvariantCulture);

    public LiveEvent ToEvent(ulong epoch) =>
        new(new Position(epoch, Number(Tx), Id), OrgId ?? "", IsPublic, Topic ?? "", Name ?? "", Payload ?? "{}", CreatedAt);
}
