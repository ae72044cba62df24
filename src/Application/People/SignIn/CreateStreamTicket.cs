using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.SignIn;

/// <summary>Gives the caller a ticket that opens one stream or socket, so that its credential never stands in an address.</summary>
[Access(Audience.Principal)]
public sealed record CreateStreamTicket : ICommand<StreamTicketView>;

/// <summary>A ticket for <c>?token=</c>: works once, on any server, within the given seconds.</summary>
public sealed record StreamTicketView([property: ShownOnce] string? Ticket, int ExpiresIn);

internal sealed class CreateStreamTicketHandler(IStreamTickets tickets, CallContext call) : IRequestHandler<CreateStreamTicket, StreamTicketView>
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    public async Task<StreamTicketView> Handle(CreateStreamTicket command, CancellationToken cancellationToken) =>
        new(await tickets.Issue(call.Caller, Life, cancellationToken), (int)Life.TotalSeconds);
}
