using Hivemind.Domain.Common;

namespace Hivemind.Api.Common;

/// <summary>The one table from a code to its HTTP status and title.</summary>
internal static class ErrorStatus
{
    public static (int Status, string Title) Of(string code) => code switch
    {
        ErrorCode.Validation or ErrorCode.InvalidCursor => (400, "Bad request"),
        ErrorCode.Unauthorized => (401, "Unauthorized"),
        ErrorCode.Forbidden or ErrorCode.CsrfRequired or ErrorCode.RegistrationClosed or ErrorCode.SecondReviewerRequired => (403, "Forbidden"),
        ErrorCode.NotFound => (404, "Not found"),
        ErrorCode.MethodNotAllowed => (405, "Method not allowed"),
        ErrorCode.RequestTimeout => (408, "Request timeout"),
        ErrorCode.Conflict or ErrorCode.InvalidState or ErrorCode.Duplicate
            or ErrorCode.IdempotencyMismatch or ErrorCode.IdempotencyInProgress => (409, "Conflict"),
        ErrorCode.PreconditionFailed => (412, "Precondition failed"),
        ErrorCode.PayloadTooLarge => (413, "Payload too large"),
        ErrorCode.UnsupportedMediaType => (415, "Unsupported media type"),
        ErrorCode.ContentRejected => (422, "Content rejected"),
        ErrorCode.RateLimited => (429, "Too many requests"),
        ErrorCode.Upstream => (502, "Bad gateway"),
        ErrorCode.Unavailable => (503, "Service unavailable"),
        _ => (500, "Internal error"),
    };

    /// <summary>The code of a status that the framework set without one.</summary>
    public static string CodeOf(int status) => status switch
    {
        401 => ErrorCode.Unauthorized,
        403 => ErrorCode.Forbidden,
        404 => ErrorCode.NotFound,
        405 => ErrorCode.MethodNotAllowed,
        408 => ErrorCode.RequestTimeout,
        413 => ErrorCode.PayloadTooLarge,
        415 => ErrorCode.UnsupportedMediaType,
        429 => ErrorCode.RateLimited,
        >= 500 => ErrorCode.Internal,
        _ => ErrorCode.Validation,
    };
}
