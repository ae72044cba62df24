using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>The bulk retries of the organisation, newest first.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record ListBulkRetries(int Limit, string? Cursor) : IQuery<MetaList<BulkRetryView>>;

internal sealed class ListBulkRetriesHandler(IDeadLetterQueries letters, CallContext call) : IRequestHandler<ListBulkRetries, MetaList<BulkRetryView>>
{
    public async Task<MetaList<BulkRetryView>> Handle(ListBulkRetries query, CancellationToken cancellationToken)
    {
        var page = MetaPage.Of(query.Limit, query.Cursor, "dead_letter_retries", call.OrgId);
        var found = await letters.ListBulk(call.OrgId, page.Take, page.After, cancellationToken);
        return page.List([.. found.Select(BulkRetryView.Of)], retry => new Cursor(retry.StartedAt, retry.Id));
    }
}
