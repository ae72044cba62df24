using Hivemind.Application.Knowledge.Items;
using Hivemind.Infrastructure.Knowledge.Search;

namespace Hivemind.Infrastructure.Knowledge.Items;

/// <summary>The statements behind browsing, one for each order. A page begins after the values and the id that the page before ended with.</summary>
internal static class ListSql
{
    public const int PreviewLength = 500;

    private const string Wanted =
        $"""
        i.deleted_at is null and i.expired_at is null
            and (@IsPublic::boolean is null or i.is_public = @IsPublic)
            and (@Category::text is null or i.category = @Category)
            and {SearchSql.Allowed}
        """;

    private const string Rows =
        $"""
        select {ItemRow.Columns}
        from knowledge_items i
        where (case when @Own then org_id = @OrgId when @Public then is_public else is_public or org_id = @OrgId end)
            and {Wanted}
        """;

    public static string For(KnowledgeSort sort) => sort switch
    {
        KnowledgeSort.Newest => Newest,
        KnowledgeSort.Quality => Quality,
        _ => Retrievals,
    };

    // Own and public items each have an index in this order; one question for both would read every row.
    private const string Newest =
        $"""
        select {ItemRow.Columns}
        from knowledge_items
        where id in (
            (select i.id
            from knowledge_items i
            where i.org_id = @OrgId and (i.is_public or not @Public) and {Wanted}
                and (@AfterId::uuid is null or (i.contributed_at, i.id) < (@AfterTime, @AfterId))
            order by i.contributed_at desc, i.id desc
            limit @Size)
            union all
            (select i.id
            from knowledge_items i
            where i.is_public and not @Own and {Wanted}
                and (@AfterId::uuid is null or (i.contributed_at, i.id) < (@AfterTime, @AfterId))
            order by i.contributed_at desc, i.id desc
            limit @Size))
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
