using Hivemind.Application.Traffic.Figures;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Infrastructure.Traffic.Figures;

/// <summary>Requests as one statement takes them. Requests that share a ragged end name the same part, which is counted once.</summary>
internal static class FigureParameters
{
    public static object Of(string orgId, Guid? instanceId, IReadOnlyList<FigureRequest> requests)
    {
        var spans = requests.SelectMany((request, place) => request.Window.Spans.Select(span => (Place: place, Span: span))).ToList();
        var parts = requests.SelectMany(request => request.Window.Ragged).Distinct().ToList();

        return new
        {
            OrgId = orgId,
            InstanceId = instanceId,
            Places = Enumerable.Range(0, requests.Count).ToArray(),
            Dimensions = requests.Select(request => string.Join(',', request.Dimensions)).ToArray(),
            Units = requests.Select(request => request.Buckets switch { FigureGrain.Hour => "hour", FigureGrain.Day => "day", _ => null }).ToArray(),
            Parts = requests.Select(request => string.Join(',', request.Window.Ragged.Select(part => parts.IndexOf(part)))).ToArray(),
            PartFroms = parts.Select(part => part.From).ToArray(),
            PartTos = parts.Select(part => part.To).ToArray(),
            SpanPlaces = spans.Select(one => one.Place).ToArray(),
            Grains = spans.Select(one => Letter(one.Span.Grain)).ToArray(),
            SpanFroms = spans.Select(one => one.Span.From).ToArray(),
            SpanTos = spans.Select(one => one.Span.To).ToArray(),
        };
    }

    private static string Letter(FigureGrain grain) => grain switch
    {
        FigureGrain.Minute => "m",
        FigureGrain.Hour => "h",
        FigureGrain.Day => "d",
        _ => "a",
    };
}
