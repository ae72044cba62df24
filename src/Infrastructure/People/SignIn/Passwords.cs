using Hivemind.Application.People.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.People.SignIn;

/// <summary>PBKDF2 with HMAC-SHA512 and 600,000 rounds, by ASP.NET Core's own hasher.</summary>
internal sealed class Passwords : IPasswords, IDisposable
{
    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 600_000 }));
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);
    private readonly string _nobodysHash;

    public Passwords() => _nobodysHash = Hash("");

    public async Task<IDisposable> Turn(CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        return new Place(_turns);
    }

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    public bool Verify(string? hash, string password)
    {
        var matches = _hasher.VerifyHashedPassword(Nobody, hash ?? _nobodysHash, password) is not PasswordVerificationResult.Failed;
        return matches && hash is not null;
    }

    public void Dispose() => _turns.Dispose();

    private sealed class Place(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
