namespace Hivemind.Application.People.SignIn;

/// <summary>Hashes and checks passwords, slowly on purpose.</summary>
public interface IPasswords
{
    /// <summary>Waits for a turn: only as many checks run at once as there are processors. Dispose it to let the next one in.</summary>
    Task<IDisposable> Turn(CancellationToken cancellationToken);

    string Hash(string password);

    /// <summary>Costs the same when there is no hash, so that the time does not tell whether an account exists.</summary>
    bool Verify(string? hash, string password);
}
