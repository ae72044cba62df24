namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>The private database cannot run; the message tells a person what to change.</summary>
public sealed class EmbeddedPostgresException(string message) : Exception(message);
