using Dapper;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.DeadLetters;

namespace Hivemind.Infrastructure.Traffic.DeadLetters;

/// <summary>What a filter of dead letters is in SQL, over <c>dead_letters d</c>.</summary>
internal static class FilterSql
{
    public const string Condition =
        """
        (@Statuses::text[] is null or d.status = any(@Statuses))
          and (@Types::text[] is null or d.event_type = any(@Types))
          and (@Fingerprint::text is null or d.fingerprint = @Fingerprint)
          and (@Since::timestamptz is null or d.created_at >= @Since)
          and (@Until::timestamptz is null or d.created_at < @Until)
        """;

    public static DynamicParameters Parameters(DeadLetterFilter filter, object others)
    {
        var parameters = new DynamicParameters(others);
        parameters.AddDynamicParams(new
        {
            Statuses = filter.Status is { Count: > 0 } statuses ? statuses.Select(status => EnumText.Of(status)).ToArray() : null,
            Types = filter.EventType is { Count: > 0 } types ? types.ToArray() : null,
            filter.Fingerprint,
            filter.Since,
            filter.Until,
        });
        return parameters;
    }
}
