namespace Hivemind.Infrastructure.Database;

/// <summary>The server cannot start, and the message tells the operator what to do. Printed without a stack trace; exit code 1.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
