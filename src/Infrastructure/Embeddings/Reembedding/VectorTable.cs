namespace Hivemind.Infrastructure.Embeddings.Reembedding;

/// <summary>A table of vectors and the one its texts are in. All names are constants of the program, so they may stand in SQL.</summary>
/// <param name="WrittenAt">When the vectors of a text were written at the earliest.</param>
/// <param name="Flags">Columns that are the same for every chunk of a text.</param>
internal sealed record VectorTable(string Name, string Key, string Texts, string WrittenAt, string[] Flags)
{
    /// <summary>In the order in which a change touches them, so that locking them all does not end in a deadlock.</summary>
    public static readonly VectorTable[] All =
    [
        new("pending_embeddings", "contribution_id", "pending_contributions", "created_at", []),
        new("knowledge_embeddings", "item_id", "knowledge_items", "approved_at", ["org_id", "is_public", "is_live"]),
    ];

    /// <summary>Where the vectors of the other model gather.</summary>
    public string Next => $"{Name}_next";

    /// <summary>The flags as further columns of a list.</summary>
    public string AndFlags(string prefix = "") => string.Concat(Flags.Select(flag => $", {prefix}{flag}"));
}
