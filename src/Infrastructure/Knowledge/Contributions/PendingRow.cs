using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

/// <summary>A row of pending_contributions.</summary>
internal sealed record PendingRow
{
    public const string Columns =
        """
        id, org_id, source_agent_id, run_id, title, content, content_hash, category, confidence, framework, language, version, tags,
        created_at, is_sensitive_flagged, conflict_action, supersedes_item_id, minhash, row_version
        """;

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public string SourceAgentId { get; init; } = "";
    public string? RunId { get; init; }
    public string? Title { get; init; }
    public string Content { get; init; } = "";
    public string ContentHash { get; init; } = "";
    public string Category { get; init; } = "";
    public double Confidence { get; init; }
    public string? Framework { get; init; }
    public string? Language { get; init; }
    public string? Version { get; init; }
    public string[]? Tags { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public bool IsSensitiveFlagged { get; init; }
    public string? ConflictAction { get; init; }
    public Guid? SupersedesItemId { get; init; }
    public byte[]? Minhash { get; init; }
    public int RowVersion { get; init; }

    public PendingContribution ToContribution() => new()
    {
        Id = Id,
        OrgId = OrgId,
        SourceAgentId = SourceAgentId,
        RunId = RunId,
        Title = Title,
        Content = Content,
        ContentHash = ContentHash,
        Category = EnumText.Parse<KnowledgeCategory>(Category),
        Confidence = Confidence,
        Framework = Framework,
        Language = Language,
        Version = Version,
        Tags = Tags,
        CreatedAt = CreatedAt,
        IsSensitiveFlagged = IsSensitiveFlagged,
        ConflictAction = ConflictText.Parse(ConflictAction),
        SupersedesItemId = SupersedesItemId,
        MinHash = Minhash is null ? null : MinHash.FromBytes(Minhash),
        RowVersion = RowVersion,
    };
}
