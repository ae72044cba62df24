using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

/// <summary>How rows of the review queue are read and shown.</summary>
internal static class ContributionRows
{
    private const string Visible =
        """
        from pending_contributions
        where org_id = @OrgId
          and (@Category::text is null or category = @Category)
          and (category = any(@AllowedCategories) or (@Others and category <> all(@DeniedCategories)))
        """;

    public const string CountQuery = $"select count(*) {Visible}";

    public const string ListQuery =
        $"""
        select {PendingRow.Columns}
        {Visible}
          and (@AfterId::uuid is null or (created_at, id) < (@AfterTime::timestamptz, @AfterId::uuid))
        order by created_at desc, id desc
        limit @Take offset @Offset
        """;

    public static PendingSummary Summary(PendingRow row) => new()
    {
        Id = row.Id,
        Title = KnowledgeTitle.Of(row.Title, row.Content),
        Content = Text.Cut(row.Content, PendingSummary.PreviewLength),
        Category = EnumText.Parse<KnowledgeCategory>(row.Category),
        SourceAgentId = row.SourceAgentId,
        CreatedAt = row.CreatedAt,
        ContentHash = row.ContentHash,
        ContentLength = Text.Length(row.Content),
        Confidence = row.Confidence,
        Tags = row.Tags,
        IsSensitiveFlagged = row.IsSensitiveFlagged,
        ConflictAction = ConflictText.View(row.ConflictAction),
    };

    public static ContributionView View(PendingRow row) => new()
    {
        Id = row.Id,
        Status = ContributionStatus.Pending,
        Title = KnowledgeTitle.Of(row.Title, row.Content),
        Content = row.Content,
        ContentLength = Text.Length(row.Content),
        ContentHash = row.ContentHash,
        Category = EnumText.Parse<KnowledgeCategory>(row.Category),
        Confidence = row.Confidence,
        Framework = row.Framework,
        Language = row.Language,
        Version = row.Version,
        Tags = row.Tags,
        OrgId = row.OrgId,
        SourceAgentId = row.SourceAgentId,
        RunId = row.RunId,
        CreatedAt = row.CreatedAt,
        IsSensitiveFlagged = row.IsSensitiveFlagged,
        ConflictAction = ConflictText.View(row.ConflictAction),
        SupersedesItemId = row.SupersedesItemId,
        Similar = [],
        Decision = null,
        RowVersion = row.RowVersion,
    };
}
