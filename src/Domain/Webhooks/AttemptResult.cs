namespace Hivemind.Domain.Webhooks;

/// <summary>What came of one call to an endpoint. Only an answer in the 200s is a success; a redirect is a failure.</summary>
/// <param name="Error">A short code such as <c>timeout</c> or <c>address_refused</c>; null for a success.</param>
/// <param name="RetryAfter">What the receiver asked for, read from its header.</param>
public sealed record AttemptResult(
    DateTimeOffset StartedAt, int DurationMs, int? ResponseCode, string? ResponseExcerpt, string? Error, TimeSpan? RetryAfter = null)
{
    public bool IsSuccess => Error is null && ResponseCode is >= 200 and < 300;

    /// <summary>The receiver says that it wants no more messages, ever.</summary>
    public bool IsGone => ResponseCode is 410;

    /// <summary>Only a busy or closed receiver may ask for a later attempt.</summary>
    public TimeSpan Wait => ResponseCode is 429 or 503 ? RetryAfter ?? TimeSpan.Zero : TimeSpan.Zero;
}
