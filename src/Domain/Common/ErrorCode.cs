namespace Hivemind.Domain.Common;

/// <summary>The stable codes of refusals: public API, never renamed. Their HTTP status is fixed in one table of the Api.</summary>
public static class ErrorCode
{
    public const string Validation = "VALIDATION_ERROR";
    public const string InvalidCursor = "INVALID_CURSOR";
    public const string Unauthorized = "UNAUTHORIZED";
    public const string Forbidden = "FORBIDDEN";
    public const string CsrfRequired = "CSRF_REQUIRED";
    public const string RegistrationClosed = "REGISTRATION_CLOSED";
    public const string SecondReviewerRequired = "SECOND_REVIEWER_REQUIRED";
    public const string NotFound = "NOT_FOUND";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string RequestTimeout = "REQUEST_TIMEOUT";
    public const string Conflict = "CONFLICT";
    public const string InvalidState = "INVALID_STATE";
    public const string Duplicate = "DUPLICATE";
    public const string IdempotencyMismatch = "IDEMPOTENCY_MISMATCH";
    public const string IdempotencyInProgress = "IDEMPOTENCY_IN_PROGRESS";
    public const string PreconditionFailed = "PRECONDITION_FAILED";
    public const string PayloadTooLarge = "PAYLOAD_TOO_LARGE";
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
    public const string ContentRejected = "CONTENT_REJECTED";
    public const string RateLimited = "RATE_LIMITED";
    public const string Internal = "INTERNAL_ERROR";
    public const string Upstream = "UPSTREAM_ERROR";
    public const string Unavailable = "UNAVAILABLE";
}
