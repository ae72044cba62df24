using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Traffic.DeadLetters;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>The dead letters of the organisation, newest first.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record ListDeadLetters(DeadLetterChoice Choice, int Limit, string? Cursor) : IQuery<MetaList<DeadLetterView>>;

/// <summary>What a caller chooses dead letters by, as it stands in the query: comma lists, and since ≤ t &lt; until.</summary>
public sealed record DeadLetterChoice(string? Status, string? EventType, string? Fingerprint, DateTimeOffset? Since, DateTimeOffset? Until)
{
    public DeadLetterFilter Read() => new(CommaList.Enums<DeadLetterStatus>(Status, "status"), CommaList.Of(EventType), Fingerprint, Since, Until);
}

internal sealed class ListDeadLettersHandler(IDeadLetterQueries letters, CallContext call) : IRequestHandler<ListDeadLetters, MetaList<DeadLetterView>>
{
    public async Task<MetaList<DeadLetterView>> Handle(ListDeadLetters query, CancellationToken cancellationToken)
    {
        var page = MetaPage.Of(query.Limit, query.Cursor, "dead_letters", call.OrgId, query.Choice);
        var found = await letters.List(call.OrgId, query.Choice.Read(), page.Take, page.After, cancellationToken);
        return page.List([.. found.Select(letter => DeadLetterView.Of(letter, call.Caller))], letter => new Cursor(letter.CreatedAt, letter.Id));
    }
}
