using Hivemind.Domain.Common;

namespace Hivemind.Application.Common;

/// <summary>What surrounds one call: who calls, from where, and on which conditions. Filled by the edge (HTTP, MCP, command line).</summary>
public sealed class CallContext
{
    public Principal? Principal { get; set; }

    /// <summary>The caller, where a request cannot be public.</summary>
    public Principal Caller => Principal ?? throw new HivemindException(ErrorCode.Unauthorized, "A valid credential is required.");

    public string OrgId => Caller.OrgId;

    /// <summary>The address of the caller, for the audit log; null on the command line.</summary>
    public string? Ip { get; set; }

    public string? UserAgent { get; set; }

    /// <summary>Scheme and host under which users reach the server, without a slash at the end; empty on the command line.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>The row version that the caller expects (If-Match); null when the last write wins.</summary>
    public int? ExpectedVersion { get; set; }

    /// <summary>Set when the caller asked for exactly-once by an Idempotency-Key.</summary>
    public IdempotencyClaim? Idempotency { get; set; }

    /// <summary>The tightest limit that applied so far.</summary>
    public LimitState? Limit { get; private set; }

    /// <summary>Remembers a limit when it is tighter than those before it.</summary>
    public void Note(LimitState state)
    {
        if (Limit is null || (double)state.Remaining / state.Limit < (double)Limit.Remaining / Limit.Limit)
            Limit = state;
    }

    /// <summary>Refuses with 412 when the caller expected another version than the one stored.</summary>
    public void CheckVersion(int stored)
    {
        if (ExpectedVersion is { } expected && expected != stored)
            throw new HivemindException(ErrorCode.PreconditionFailed, "The resource has changed since it was read.");
    }
}

/// <summary>One use of an Idempotency-Key: the same key with the same body gives the same answer for 24 hours.</summary>
/// <param name="Principal">Actor id with organisation; keys of two principals never meet.</param>
/// <param name="BodyHash">SHA-256 of the request body, lower-case hex.</param>
public sealed record IdempotencyClaim(string Principal, string Method, string Path, string Key, string BodyHash)
{
    /// <summary>True once the stored answer was used instead of running the command.</summary>
    public bool Replayed { get; set; }
}
