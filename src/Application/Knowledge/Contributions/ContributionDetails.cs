using Hivemind.Application.Common;
using Hivemind.Application.Embeddings;
using Hivemind.Application.People;
using Hivemind.Domain.Knowledge.Contributions;
using Hivemind.Domain.People;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>A contribution with what is similar to it.</summary>
internal sealed class ContributionDetails(
    CallContext call, IContributionQueries queries, IAccessReader access, KnowledgeVectors vectors, IOptions<DuplicateOptions> options)
{
    public async Task<ContributionView?> Find(Guid id, CancellationToken cancellationToken)
    {
        var view = await queries.Find(call.OrgId, id, cancellationToken);
        if (view is not { Status: ContributionStatus.Pending, Content: { } content })
            return view;

        var own = await queries.Vectors(id, cancellationToken);
        if (own.Count == 0)
            own = await Embed(view.Title, content, cancellationToken);

        var readable = (await access.For(call.Caller, cancellationToken)).Filter(KnowledgeRight.Read);
        return view with { Similar = await queries.Similar(view, own, options.Value.MaxCosineDistance, readable, cancellationToken) };
    }

    // A restored contribution, or one that came while nothing could be embedded, has no vectors until it is approved.
    private async Task<IReadOnlyList<float[]>> Embed(string? title, string content, CancellationToken cancellationToken)
    {
        try
        {
            var given = title is not null && content.StartsWith(title, StringComparison.Ordinal) ? null : title;
            return [.. (await vectors.Of(given, content, cancellationToken)).Select(piece => piece.Vector)];
        }
        catch (EmbeddingUnavailableException)
        {
            return [];
        }
    }
}
