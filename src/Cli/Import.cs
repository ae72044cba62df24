using System.Collections.Concurrent;
using System.Globalization;
using Hivemind.Application.Embeddings;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge.Contributions;
using Spectre.Console;

namespace Hivemind.Cli;

/// <summary>Sends notes through the contribution pipeline, a few at once, and keeps what became of each.</summary>
internal sealed class Import(CommandHost host, string orgId, string agentId, bool approve)
{
    private readonly ConcurrentBag<(Note Note, Outcome Outcome, string? Reason)> _results = [];

    private enum Outcome
    {
        Queued,
        Approved,
        AlreadyThere,
        Duplicate,
        Refused,
    }

    public async Task<ImportReport> Run(IReadOnlyList<Note> notes, Action advance, CancellationToken cancellationToken)
    {
        await host.EnsureOrganisation(orgId, cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(notes, options, async (note, token) =>
        {
            var (outcome, reason) = await Bring(note, token);
            _results.Add((note, outcome, reason));
            advance();
        });

        return new ImportReport(
            [.. Enum.GetValues<Outcome>().Select(outcome => (Words(outcome), _results.Count(result => result.Outcome == outcome)))],
            [.. _results.Where(result => result.Outcome is Outcome.Refused).OrderBy(result => result.Note.Line)
                .Select(result => (result.Note.Line, result.Note.Label, result.Reason ?? ""))]);
    }

    private async Task<(Outcome, string?)> Bring(Note note, CancellationToken cancellationToken)
    {
        if (note.Input is null)
            return (Outcome.Refused, note.Defect);

        try
        {
            if (await host.Send(orgId, new FindKnownText(note.Input), cancellationToken, agentId) is { } known)
                return known.Status is ContributionStatus.Pending && approve ? await Approve(known.ContributionId, cancellationToken) : (Outcome.AlreadyThere, null);

            var result = await host.Send(orgId, new CreateContribution(note.Input) { Limits = ContributionLimits.None }, cancellationToken, agentId);
            return result.Status switch
            {
                ContributionOutcome.Queued when approve && result.ContributionId is { } id => await Approve(id, cancellationToken),
                ContributionOutcome.Queued => (Outcome.Queued, null),
                ContributionOutcome.AutoApproved => (Outcome.Approved, null),
                _ => (Outcome.Duplicate, null),
            };
        }
        catch (HivemindException refusal)
        {
            return (Outcome.Refused, Why(refusal));
        }
        catch (EmbeddingUnavailableException exception)
        {
            return (Outcome.Refused, exception.Message);
        }
    }

    private async Task<(Outcome, string?)> Approve(Guid contributionId, CancellationToken cancellationToken)
    {
        try
        {
            await host.Send(orgId, new ApproveContribution(contributionId, ReviewEdit.None), cancellationToken);
            return (Outcome.Approved, null);
        }
        catch (HivemindException refusal) when (refusal.Code is ErrorCode.Duplicate)
        {
            return (Outcome.Duplicate, null);
        }
    }

    private static string Why(HivemindException refusal) => refusal switch
    {
        ValidationFailedException invalid => string.Join("; ", invalid.Errors.Select(error => $"{error.Key}: {string.Join(' ', error.Value)}")),
        _ when refusal.Details.TryGetValue("reason", out var reason) => $"{refusal.Code} ({reason})",
        _ => $"{refusal.Code}: {refusal.Message}",
    };

    private static string Words(Outcome outcome) => outcome switch
    {
        Outcome.Queued => "queued for review",
        Outcome.Approved => "approved",
        Outcome.AlreadyThere => "already there",
        Outcome.Duplicate => "duplicates",
        _ => "refused",
    };
}

/// <summary>What an import did, in numbers, and every refusal with its reason.</summary>
internal sealed record ImportReport(IReadOnlyList<(string Outcome, int Count)> Counts, IReadOnlyList<(int Line, string Label, string Reason)> Refusals)
{
    public void Print()
    {
        foreach (var (outcome, count) in Counts.Where(entry => entry.Count > 0))
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{count,7} {outcome}");

        foreach (var (line, label, reason) in Refusals)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"        [grey]line {line}[/] {label}: {reason}");
    }
}
