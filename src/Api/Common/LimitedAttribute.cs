using Hivemind.Application.Common;

namespace Hivemind.Api.Common;

/// <summary>Which limit an action takes from, beside the general one; that of an action comes before that of its controller.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class LimitedAttribute(string name) : Attribute
{
    public const string EventReads = "event_reads";
    public const string EventIngest = "event_ingest";
    public const string Instances = "instances";

    public string Name { get; } = name;

    public int PerMinute(GeneralLimitOptions options) => Name switch
    {
        EventReads => options.EventReadsPerMinute,
        EventIngest => options.EventIngestPerMinute,
        Instances => options.InstancesPerMinute,
        _ => throw new InvalidOperationException($"There is no limit '{Name}'."),
    };
}
