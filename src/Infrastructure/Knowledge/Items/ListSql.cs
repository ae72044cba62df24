using Hivemind.Application.Knowledge.Items;
using Hivemind.Infrastructure.Knowledge.Search;

namespace Hivemind.Infrastructure.Knowledge.Items;

/// <summary>The statements behind browsing, one for each order. A page begins after the values and the id that the page before ended with.</summary>
internal static class ListSql
{
    public const int PreviewLength = 500;

    private const string Rows =
        $"""
        select {ItemRow.Columns}
        from knowledge_items i
        where deleted_at is null and expired_at is null
            and (case when @Own then org_id = @OrgId when @Public then is_public else is_public or org_id = @OrgId end)
            and (@IsPublic::boolean is null or is_public = @IsPublic)
            and (@Category::text is null or category = @Category)
            and {SearchSql.Allowed}
        """;

    public static string For(KnowledgeSort sort) => sort switch
    {
        KnowledgeSort.Newest => Newest,
        KnowledgeSort.Quality => Quality,
        _ => Retrievals,
    };

    private const string Newest =
        $"""
        {Rows}
            and (@AfterId::uuid is null or (contributed_at, id) < (@AfterTime, @AfterId))
        order by contributed_at desc, id desc
        limit @Size
        """;

    private const string Quality =
        $"""
        {Rows}
            and (@AfterId::uuid is null or (quality_score, id) < (@AfterValue::double precision, @AfterId))
        order by quality_score desc, id desc
        limit @Size
        """;

    private const string Retrievals =
        $"""
        {Rows}
            and (@AfterId::uuid is null or (retrieval_count, id) < (@AfterValue::int, @AfterId))
        order by retrieval_count desc, id desc
        limit @Size
        """;
}
