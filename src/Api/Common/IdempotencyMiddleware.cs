using System.Security.Cryptography;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;

namespace Hivemind.Api.Common;

/// <summary>Marks an action that creates something: it honours Idempotency-Key.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;

/// <summary>Reads Idempotency-Key on actions that create something and hashes the body for it.</summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next)
{
    public async Task Invoke(HttpContext context, CallContext call)
    {
        var header = context.Request.Headers["Idempotency-Key"];
        if (header.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<IdempotentAttribute>() is null)
        {
            await next(context);
            return;
        }

        var key = header.ToString();
        if (key.Length is < 1 or > 255 || key.Any(character => character is < '!' or > '~'))
            throw new ValidationFailedException("Idempotency-Key", "1 to 255 visible ASCII characters.");

        context.Request.EnableBuffering();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted));
        context.Request.Body.Position = 0;

        var claim = new IdempotencyClaim(
            call.Principal is { } caller ? $"{caller.OrgId}/{caller.ActorId}" : $"anonymous/{call.Ip}",
            context.Request.Method, context.Request.Path + context.Request.QueryString, key, hash);
        call.Idempotency = claim;

        context.Response.OnStarting(() =>
        {
            if (claim.Replayed)
                context.Response.Headers["Idempotency-Replayed"] = "true";

            return Task.CompletedTask;
        });

        await next(context);
    }
}
