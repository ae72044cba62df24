namespace Hivemind.Application.People.SignIn;

/// <summary>Counts wrong passwords per e-mail address and per caller's address, over all processes.</summary>
public interface ISignInLimit
{
    /// <summary>Refuses with RATE_LIMITED after 10 wrong passwords in the last 15 minutes.</summary>
    Task Check(string email, string? ip, CancellationToken cancellationToken);

    /// <summary>Counts a wrong password, at once and for good.</summary>
    Task Failed(string email, string? ip, CancellationToken cancellationToken);
}
