namespace Hivemind.Application.Common;

/// <summary>A list of the offset family.</summary>
public sealed record OffsetList<T>(IReadOnlyList<T> Items, long Total, int Limit, int Offset, string? NextCursor);

/// <summary>A list that is read on by its cursor; null ends it.</summary>
public sealed record CursorList<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>A resource whose GET carries an ETag and whose changes honour If-Match.</summary>
public interface IVersioned
{
    int RowVersion { get; }
}

/// <summary>A list of the page family.</summary>
public sealed record PageList<T>(IReadOnlyList<T> Items, long Total, int Page, int PageSize, string? NextCursor)
{
    public long TotalPages => (Total + PageSize - 1) / PageSize;
}
