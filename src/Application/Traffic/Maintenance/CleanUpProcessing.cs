using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Application.Traffic.Payloads;
using MediatR;

namespace Hivemind.Application.Traffic.Maintenance;

/// <summary>Removes a short step of what is past its time: payloads, and dead letters closed for 30 days. True asks for the next step.</summary>
[Access(Audience.Public)]
public sealed record CleanUpProcessing : ICommand<bool>;

internal sealed class CleanUpProcessingHandler(IDeadLetterRepository letters, IPayloadRepository payloads, TimeProvider time)
    : IRequestHandler<CleanUpProcessing, bool>
{
    public const int StepSize = 1000;
    public static readonly TimeSpan LettersKept = TimeSpan.FromDays(30);

    public async Task<bool> Handle(CleanUpProcessing command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var removed = await payloads.RemoveExpired(orgId: null, now, StepSize, cancellationToken);
        var closed = await letters.RemoveClosed(orgId: null, now - LettersKept, StepSize, cancellationToken);
        return removed == StepSize || closed == StepSize;
    }
}
