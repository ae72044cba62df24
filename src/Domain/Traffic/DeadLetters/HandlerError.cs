namespace Hivemind.Domain.Traffic.DeadLetters;

/// <summary>What a handler threw, fit to be stored: without secrets and of bounded length.</summary>
/// <param name="Kind">The name of the exception's type.</param>
public sealed record HandlerError(string Kind, string Message, string? Stack);
