using System.Collections.Concurrent;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Microsoft.Extensions.Options;

namespace Hivemind.Api.Common;

/// <summary>The general limit per principal, counted in this process, and the RateLimit headers of every authenticated answer.</summary>
internal sealed class GeneralLimit(RequestDelegate next, IOptions<GeneralLimitOptions> options, TimeProvider time)
{
    private ConcurrentDictionary<string, int> _counts = new();
    private long _minute;

    public Task Invoke(HttpContext context, CallContext call)
    {
        if (call.Principal is not { } caller)
            return next(context);

        var limit = caller.RateLimitPerMinute ?? options.Value.RequestsPerMinute;
        context.Response.OnStarting(() => Headers(context.Response, call));

        Take("requests", limit, caller, call);
        if (context.GetEndpoint()?.Metadata.GetMetadata<LimitedAttribute>() is { } limited)
            Take(limited.Name, limited.PerMinute(options.Value), caller, call);

        return next(context);
    }

    private void Take(string name, int limit, Principal caller, CallContext call)
    {
        if (limit <= 0)
            return;

        var now = time.GetUtcNow();
        var count = Counts(now.UtcTicks / TimeSpan.TicksPerMinute).AddOrUpdate($"{name}/{caller.OrgId}/{caller.ActorId}", 1, (_, before) => before + 1);
        var reset = 60 - now.Second;
        call.Note(new LimitState(name, limit, 60, Math.Max(0, limit - count), reset));

        if (count > limit)
            throw RuleException.RateLimited($"The limit '{name}' of {limit} a minute is used up.", reset);
    }

    // A new minute starts with empty counters; a request in flight at its turn may count in either.
    private ConcurrentDictionary<string, int> Counts(long minute)
    {
        if (Interlocked.Exchange(ref _minute, minute) != minute)
            Interlocked.Exchange(ref _counts, new ConcurrentDictionary<string, int>());

        return _counts;
    }

    private static Task Headers(HttpResponse response, CallContext call)
    {
        if (call.Limit is { } limit)
        {
            response.Headers["RateLimit-Policy"] = $"\"{limit.Name}\";q={limit.Limit};w={limit.WindowSeconds}";
            response.Headers["RateLimit"] = $"\"{limit.Name}\";r={limit.Remaining};t={limit.ResetSeconds}";
        }

        return Task.CompletedTask;
    }
}
