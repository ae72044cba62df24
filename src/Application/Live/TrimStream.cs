using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Live;

/// <summary>Removes a short step of rows past their retention; true when there are more.</summary>
[Access(Audience.Public)]
public sealed record TrimStream : ICommand<bool>;

internal sealed class TrimStreamHandler(ILiveLogKeeper keeper, IOptions<StreamOptions> options, TimeProvider time) : IRequestHandler<TrimStream, bool>
{
    public Task<bool> Handle(TrimStream command, CancellationToken cancellationToken) =>
        keeper.Trim(time.Now().AddDays(-options.Value.RetentionDays), cancellationToken);
}
