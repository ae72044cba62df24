using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Embeddings;
using Hivemind.Application.Knowledge.Quality;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Search;
using Hivemind.Domain.People;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Knowledge.Search;

/// <summary>Finds what the hive knows about a question: by meaning and by words, own and public, best first.</summary>
[Access(Audience.Principal, Scope.CommonsRead)]
public sealed record SearchKnowledge(
    string Query, KnowledgeCategory? Category = null, int? Limit = null, string? Cursor = null, DateTimeOffset? AtTime = null, string? Version = null)
    : IQuery<SearchResults>;

internal sealed class SearchKnowledgeValidator : AbstractValidator<SearchKnowledge>
{
    private const int MaxQueryLength = 1000;

    public SearchKnowledgeValidator(IOptions<SearchOptions> options)
    {
        RuleFor(search => search.Query).NotEmpty().Must(query => query is null || Text.Length(query) <= MaxQueryLength)
            .WithMessage($"The query is longer than {MaxQueryLength} characters.");
        RuleFor(search => search.Limit).InclusiveBetween(1, options.Value.MaxLimit);
        RuleFor(search => search.Version).MaximumLength(50).Must((search, version) => version is null || search.AtTime is not null)
            .WithMessage("The version can be given only with at_time.");
    }
}

internal sealed class SearchKnowledgeHandler(
    CallContext call, IRateLimits limits, IOptions<SearchLimitOptions> limitOptions, IOptions<SearchOptions> options, IAccessReader access,
    IEmbedder embedder, IKnowledgeSearch search, SecondLook secondLook, IRetrievalSignals retrievals, TimeProvider time)
    : IRequestHandler<SearchKnowledge, SearchResults>
{
    public async Task<SearchResults> Handle(SearchKnowledge query, CancellationToken cancellationToken)
    {
        var (caller, settings) = (call.Caller, options.Value);
        object?[] fingerprint = [caller.OrgId, query.Query, query.Category, query.AtTime, query.Version];
        var limit = query.Limit ?? settings.DefaultLimit;
        var page = SearchPage.Decode(query.Cursor, fingerprint) ?? new SearchPage(Math.Max(settings.Candidates, limit), 0);

        await limits.Take("searches", $"{caller.OrgId}/{caller.ActorId}", limitOptions.Value.PerMinute(caller.Tier), TimeSpan.FromMinutes(1), cancellationToken);

        var vector = settings.VectorWeight > 0 ? Embed(query.Query, cancellationToken) : Task.FromResult<QueryEmbedding?>(null);
        var rights = await access.For(caller, cancellationToken);
        var found = await search.Find(new KnowledgeNeed
        {
            OrgId = caller.OrgId,
            Query = query.Query,
            Vector = (await vector)?.Vector,
            Category = query.Category,
            Filter = rights.Filter(KnowledgeRight.Read),
            AtTime = query.AtTime,
            Version = query.Version,
            Now = time.Now(),
            Depth = page.Depth,
        }, cancellationToken);

        var weights = new FusionWeights(settings.VectorWeight, settings.KeywordWeight, settings.TokenWeight);
        found = await secondLook.Look(found, (await vector)?.Tokens, weights, cancellationToken);
        var ranked = RankFusion.Rank(found.Items, item => item.Facts, found.WordsBound, weights);
        var shown = ranked.Skip(page.Offset).Take(limit).ToList();
        retrievals.Record(caller, [.. shown.Select(hit => new RetrievedItem(hit.Candidate.Facts.Id, hit.Candidate.OrgId, hit.Candidate.SourceAgentId))]);

        var next = page with { Offset = page.Offset + limit };
        return new SearchResults([.. shown.Select(Hit)], ranked.Count, next.Offset < ranked.Count ? next.Encode(fingerprint) : null)
        {
            Degraded = settings.VectorWeight > 0 && await vector is null ? ["vector"] : null,
        };
    }

    private async Task<QueryEmbedding?> Embed(string query, CancellationToken cancellationToken)
    {
        try
        {
            return await embedder.EmbedQueryTokens(query, cancellationToken);
        }
        catch (EmbeddingUnavailableException)
        {
            return null; // words alone still find something, and the answer says so
        }
    }

    private static SearchHit Hit(RankedCandidate<FoundItem> ranked)
    {
        var item = ranked.Candidate;
        return new(
            item.Facts.Id, item.Title, item.Category, item.Confidence, item.OrgId, Math.Round(ranked.Score, 4),
            item.Facts.IsPublic, item.IsCurrent, item.Version, item.Facts.QualityScore);
    }
}

/// <summary>Where a page begins in the ranking, and how deep the ranking was made, so that all pages cut the same list.</summary>
internal sealed record SearchPage(int Depth, int Offset)
{
    private const int MaxDepth = 50;

    public string Encode(object?[] fingerprint) => OpaqueText.Encode(this, fingerprint);

    public static SearchPage? Decode(string? text, object?[] fingerprint)
    {
        if (text is null)
            return null;

        var page = OpaqueText.Decode<SearchPage>(text, fingerprint);
        return page is { Depth: >= 1 and <= MaxDepth, Offset: >= 0 } ? page : throw OpaqueText.Invalid();
    }
}
