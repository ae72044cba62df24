using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.Knowledge.Items;

/// <summary>Browses the live items of the own organisation and the public ones. Does not count as a retrieval.</summary>
[Access(Audience.Principal, Messaging.Scope.CommonsRead)]
public sealed record ListKnowledge(
    KnowledgeCategory? Category = null, bool? IsPublic = null, KnowledgeScope Scope = KnowledgeScope.All, KnowledgeSort Sort = KnowledgeSort.Newest,
    int Limit = 20, string? Cursor = null) : IQuery<CursorList<KnowledgeSummary>>;

internal sealed class ListKnowledgeValidator : AbstractValidator<ListKnowledge>
{
    public ListKnowledgeValidator() => RuleFor(list => list.Limit).InclusiveBetween(1, 100);
}

internal sealed class ListKnowledgeHandler(IKnowledgeItems items, CallContext call, IAccessReader access, TimeProvider time)
    : IRequestHandler<ListKnowledge, CursorList<KnowledgeSummary>>
{
    public async Task<CursorList<KnowledgeSummary>> Handle(ListKnowledge query, CancellationToken cancellationToken)
    {
        object?[] fingerprint = [call.OrgId, query.Category, query.IsPublic, query.Scope, query.Sort];
        var after = query.Cursor is null ? null : OpaqueText.Decode<ListPlace>(query.Cursor, fingerprint);
        var rights = await access.For(call.Caller, cancellationToken);

        var found = await items.List(new KnowledgeListing
        {
            OrgId = call.OrgId,
            Filter = rights.Filter(KnowledgeRight.Read),
            Category = query.Category,
            IsPublic = query.IsPublic,
            Scope = query.Scope,
            Sort = query.Sort,
            After = after,
            Now = time.Now(),
            Size = query.Limit + 1,
        }, cancellationToken);

        if (found.Count <= query.Limit)
            return new(found, null);

        var last = found[query.Limit - 1];
        var value = query.Sort is KnowledgeSort.Quality ? last.QualityScore : last.RetrievalCount;
        return new([.. found.Take(query.Limit)], OpaqueText.Encode(new ListPlace(last.ContributedAt.UtcTicks, value, last.Id), fingerprint));
    }
}
