using System.Text.Json.Serialization;
using Hivemind.Domain.Common;

namespace Hivemind.Application.Common;

/// <summary>A list of the camelCase family.</summary>
[CamelCase]
public sealed record MetaList<T>(IReadOnlyList<T> Items, ListMeta Meta);

/// <summary>Whether the list goes on, and the cursor that reads on.</summary>
[CamelCase]
public sealed record ListMeta(bool HasMore, string? Cursor)
{
    /// <summary>The number of all, where the list counts them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Total { get; init; }
}

/// <summary>Where a list of the camelCase family is read on: after a cursor, ordered by (time, id).</summary>
public sealed record MetaPage
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 100;

    private readonly object?[] _query;

    private MetaPage(int limit, Cursor? after, object?[] query) => (Limit, After, _query) = (limit, after, query);

    public int Limit { get; }

    public Cursor? After { get; }

    /// <summary>One more than asked for, which tells whether a next page exists.</summary>
    public int Take => Limit + 1;

    /// <param name="query">Everything that selects the list, so that a cursor of another list is refused.</param>
    public static MetaPage Of(int limit, string? cursor, params object?[] query) =>
        limit is < 1 or > MaxLimit
            ? throw new ValidationFailedException("limit", $"1 to {MaxLimit}.")
            : new MetaPage(limit, Cursor.Decode(cursor, query), query);

    /// <summary>Makes the list of up to <see cref="Take"/> rows.</summary>
    public MetaList<T> List<T>(IReadOnlyList<T> rows, Func<T, Cursor> place) =>
        rows.Count > Limit
            ? new([.. rows.Take(Limit)], new ListMeta(true, place(rows[Limit - 1]).Encode(_query)))
            : new(rows, new ListMeta(false, null));
}
