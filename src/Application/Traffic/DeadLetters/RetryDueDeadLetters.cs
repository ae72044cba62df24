using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Traffic.DeadLetters;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>Hands a batch of dead letters whose automatic retry is due to the workers; true asks for the next batch.</summary>
[Access(Audience.Public)]
public sealed record RetryDueDeadLetters : ICommand<bool>;

internal sealed class RetryDueDeadLettersHandler(IDeadLetterRepository letters, TimeProvider time) : IRequestHandler<RetryDueDeadLetters, bool>
{
    public const int BatchSize = 100;

    public async Task<bool> Handle(RetryDueDeadLetters command, CancellationToken cancellationToken)
    {
        var due = await letters.FindDue(orgId: null, time.Now(), BatchSize, cancellationToken);
        await letters.Save([.. due.Select(letter => letter.Retry(RetryKind.Auto, null, force: false))], cancellationToken);
        return due.Count == BatchSize;
    }
}
