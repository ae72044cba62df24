using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Knowledge.Contributions;
using MediatR;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>Removes the texts of rejections that can no longer be undone. Answers true while there may be more.</summary>
[Access(Audience.Public)]
public sealed record ForgetRejectedTexts : ICommand<bool>
{
    public const int Batch = 1000;
}

internal sealed class ForgetRejectedTextsHandler(IContributionRepository contributions, TimeProvider time) : IRequestHandler<ForgetRejectedTexts, bool>
{
    public async Task<bool> Handle(ForgetRejectedTexts command, CancellationToken cancellationToken) =>
        await contributions.ForgetRejectedBefore(time.Now() - ContributionDecision.UndoTime, ForgetRejectedTexts.Batch, cancellationToken)
            == ForgetRejectedTexts.Batch;
}
