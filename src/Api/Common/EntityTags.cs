using System.Globalization;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Hivemind.Api.Common;

/// <summary>ETag on every versioned answer, 304 for If-None-Match, and If-Match as the expected version of a change.</summary>
internal sealed class EntityTags : IAsyncActionFilter, IAsyncResultFilter
{
    public Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        var header = request.Headers.IfMatch.ToString();

        if (header is not ("" or "*") && request.Method is "PUT" or "PATCH" or "DELETE")
        {
            context.HttpContext.RequestServices.GetRequiredService<CallContext>().ExpectedVersion =
                int.TryParse(header.Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                    ? version
                    : throw new HivemindException(ErrorCode.PreconditionFailed, "The resource has changed since it was read.");
        }

        return next();
    }

    public Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is ObjectResult { Value: IVersioned versioned })
        {
            var request = context.HttpContext.Request;
            var tag = $"\"{versioned.RowVersion.ToString(CultureInfo.InvariantCulture)}\"";
            context.HttpContext.Response.Headers.ETag = tag;

            if (HttpMethods.IsGet(request.Method) && request.Headers.IfNoneMatch.Any(value => value?.Split(',').Any(one => Names(one.Trim(), tag)) == true))
                context.Result = new StatusCodeResult(StatusCodes.Status304NotModified);
        }

        return next();
    }

    // A weak tag means the same here: something on the way may have packed the answer.
    private static bool Names(string given, string tag) => given == "*" || given == tag || given == $"W/{tag}";
}
