using Hivemind.Application.Common;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Hivemind.Api.Common;

/// <summary>Answers of the API are private and checked each time; answers that show a secret are never stored.</summary>
internal sealed class CacheRules(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action)
            context.Response.Headers.CacheControl = ShowsSecret(action) ? "no-store" : "private, no-cache";

        return next(context);
    }

    private static bool ShowsSecret(ControllerActionDescriptor action) =>
        action.MethodInfo.ReturnType.GenericTypeArguments.Append(action.MethodInfo.ReturnType)
            .SelectMany(type => type.GenericTypeArguments.Append(type))
            .Concat(action.EndpointMetadata.OfType<Microsoft.AspNetCore.Mvc.ProducesResponseTypeAttribute>().Select(answer => answer.Type))
            .Any(type => type.GetProperties().Any(property => property.IsDefined(typeof(ShownOnceAttribute), inherit: true)));
}
