using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Knowledge;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Knowledge.Quality;

/// <summary>Scores a batch of the items that have new signals, or were not scored for a day; true when there are more.</summary>
[Access(Audience.Public)]
public sealed record ScoreQuality : ICommand<bool>;

/// <summary>Reads what scores are made from and stores them.</summary>
public interface IQualityRepository
{
    /// <summary>
    /// Items that are due: live, and with a signal since they were scored, or scored before the given instant, or never. A signal may
    /// commit a little after its time, so those of the last minute before a score count as new.
    /// </summary>
    Task<IReadOnlyList<DueItem>> Due(DateTimeOffset now, DateTimeOffset scoredBefore, int size, CancellationToken cancellationToken);

    Task Save(IReadOnlyList<ScoredItem> items, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>An item to score.</summary>
public sealed record DueItem(Guid Id, QualityInputs Inputs);

/// <summary>A new score.</summary>
public sealed record ScoredItem(Guid Id, double Score);

internal sealed class ScoreQualityHandler(IQualityRepository repository, IOptions<QualityOptions> options, TimeProvider time)
    : IRequestHandler<ScoreQuality, bool>
{
    private const int Batch = 1_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    public async Task<bool> Handle(ScoreQuality command, CancellationToken cancellationToken)
    {
        var (now, settings) = (time.Now(), options.Value);
        var due = await repository.Due(now, now - MaxAge, Batch, cancellationToken);
        var scored = due
            .Select(item => new ScoredItem(item.Id, QualityScore.Compute(item.Inputs, settings.Weights.Values, settings.HalfLifeDays).Score))
            .ToList();

        await repository.Save(scored, now, cancellationToken);
        return due.Count == Batch;
    }
}
