using Hivemind.Domain.Common;

namespace Hivemind.Application.Common;

/// <summary>Where a list of the offset family is read: at an offset, or on from a cursor. By (time, id), in the list's own direction.</summary>
public sealed record OffsetPage
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    private readonly object?[] _query;

    private OffsetPage(int limit, int offset, Cursor? after, object?[] query) => (Limit, Offset, After, _query) = (limit, offset, after, query);

    public int Limit { get; }

    public int Offset { get; }

    public Cursor? After { get; }

    /// <summary>One more than asked for, which tells whether a next page exists.</summary>
    public int Take => Limit + 1;

    /// <param name="query">Everything that selects the list, so that a cursor of another list is refused.</param>
    public static OffsetPage Of(int limit, int? offset, string? cursor, params object?[] query) => UpTo(MaxLimit, limit, offset, cursor, query);

    /// <summary>For a list whose pages may be longer than others.</summary>
    public static OffsetPage UpTo(int maxLimit, int limit, int? offset, string? cursor, params object?[] query)
    {
        if (limit < 1 || limit > maxLimit)
            throw new ValidationFailedException("limit", $"1 to {maxLimit}.");

        if (offset < 0)
            throw new ValidationFailedException("offset", "0 or more.");

        if (offset is not null && cursor is not null)
            throw new ValidationFailedException("cursor", "Not together with offset.");

        return new OffsetPage(limit, offset ?? 0, Cursor.Decode(cursor, query), query);
    }

    /// <summary>Makes the list of up to <see cref="Take"/> rows.</summary>
    public OffsetList<T> List<T>(IReadOnlyList<T> rows, long total, Func<T, Cursor> place) =>
        rows.Count > Limit
            ? new([.. rows.Take(Limit)], total, Limit, Offset, place(rows[Limit - 1]).Encode(_query))
            : new(rows, total, Limit, Offset, null);
}
