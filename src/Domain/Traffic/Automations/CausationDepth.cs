using Hivemind.Domain.Common;

namespace Hivemind.Domain.Traffic.Automations;

/// <summary>How many automations stand between an event and what came from outside. It ends chains that would run for ever.</summary>
public static class CausationDepth
{
    /// <summary>The depth of an event that an automation emits because of another; refuses one beyond the limit.</summary>
    public static int Next(int depth, int max) => depth < max
        ? depth + 1
        : throw new RuleException(ErrorCode.Conflict, $"depth limit: the event would be {depth + 1} automations deep, at most {max} are allowed");
}
