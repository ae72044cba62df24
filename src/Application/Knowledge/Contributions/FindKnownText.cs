using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Safety;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Knowledge.Contributions;
using MediatR;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>
/// Whether the organisation was ever offered this very text, whatever became of it: what makes an import repeatable. No route leads here.
/// </summary>
[Access(Audience.Admin, Scope.CommonsRead)]
public sealed record FindKnownText(ContributionInput Input) : IQuery<KnownText?>;

/// <summary>The contribution that brought a text first, and its state now.</summary>
public sealed record KnownText(Guid ContributionId, ContributionStatus Status);

internal sealed class FindKnownTextHandler(IKnownTexts texts, CallContext call, TextSafety safety) : IRequestHandler<FindKnownText, KnownText?>
{
    public Task<KnownText?> Handle(FindKnownText query, CancellationToken cancellationToken)
    {
        var text = safety.Clean(query.Input.Title, query.Input.Content, query.Input.Tags);
        return texts.Find(call.OrgId, text.Hash, cancellationToken);
    }
}

/// <summary>Finds contributions by the hash of their cleaned text.</summary>
public interface IKnownTexts
{
    /// <summary>The pending one first, else the latest decided one.</summary>
    Task<KnownText?> Find(string orgId, string contentHash, CancellationToken cancellationToken);
}
