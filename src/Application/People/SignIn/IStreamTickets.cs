using Hivemind.Application.Common;

namespace Hivemind.Application.People.SignIn;

/// <summary>Makes tickets that open one stream each, in any process.</summary>
public interface IStreamTickets
{
    /// <summary>The ticket's text; only its hash is kept.</summary>
    Task<string> Issue(Principal principal, TimeSpan life, CancellationToken cancellationToken);
}
