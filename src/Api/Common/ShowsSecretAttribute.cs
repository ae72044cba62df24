using Microsoft.AspNetCore.Mvc.Filters;

namespace Hivemind.Api.Common;

/// <summary>Marks an action whose answer shows a secret: nobody on the way may keep it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShowsSecretAttribute : ResultFilterAttribute
{
    public override void OnResultExecuting(ResultExecutingContext context) => context.HttpContext.Response.Headers.CacheControl = "no-store";
}
