using Dapper;
using Hivemind.Application.Traffic.Figures;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Infrastructure.Traffic.Figures;

/// <summary>
/// Requests as one statement takes them. Ragged ends stand in numbered slots of plain parameters, so that the planner sees how short
/// they are; requests that share one name the same slot.
/// </summary>
internal static class FigureParameters
{
    private const int CellSlots = 2;
    private const int CountSlots = 4;

    public static DynamicParameters Of(string orgId, Guid? instanceId, IReadOnlyList<FigureRequest> requests)
    {
        var cells = new Slots("Cell", CellSlots);
        var counts = new Slots("Count", CountSlots);
        var spans = requests.SelectMany((request, place) => request.Window.Spans.Select(span => (Place: place, Span: span))).ToList();

        var parameters = new DynamicParameters(new
        {
            OrgId = orgId,
            InstanceId = instanceId,
            Places = Enumerable.Range(0, requests.Count).ToArray(),
            Dimensions = requests.Select(request => string.Join(',', request.Dimensions)).ToArray(),
            Units = requests.Select(request => request.Buckets switch { FigureGrain.Hour => "hour", FigureGrain.Day => "day", _ => null }).ToArray(),
            CellSlots = requests.Select(request => IsCount(request) ? "" : cells.Of(request.Window.Ragged)).ToArray(),
            CountSlots = requests.Select(request => IsCount(request) ? counts.Of(request.Window.Ragged) : "").ToArray(),
            SpanPlaces = spans.Select(one => one.Place).ToArray(),
            Grains = spans.Select(one => one.Span.Grain switch { FigureGrain.Hour => "h", FigureGrain.Day => "d", _ => "a" }).ToArray(),
            SpanFroms = spans.Select(one => one.Span.From).ToArray(),
            SpanTos = spans.Select(one => one.Span.To).ToArray(),
        });
        cells.AddTo(parameters);
        counts.AddTo(parameters);
        return parameters;
    }

    // Where only the number of events matters, the index answers alone.
    private static bool IsCount(FigureRequest request) => request.Dimensions is [FigureDimension.Status];

    private sealed class Slots(string name, int limit)
    {
        private readonly List<RaggedSpan> _spans = [];

        public string Of(IReadOnlyList<RaggedSpan> ragged)
        {
            _spans.AddRange(ragged.Except(_spans));
            if (_spans.Count > limit)
                throw new InvalidOperationException($"One statement counts at most {limit} ragged ends of the kind {name}.");

            return string.Join(',', ragged.Select(span => _spans.IndexOf(span)));
        }

        public void AddTo(DynamicParameters parameters)
        {
            for (var slot = 0; slot < limit; slot++)
            {
                var span = slot < _spans.Count ? _spans[slot] : new RaggedSpan(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
                parameters.Add($"{name}From{slot}", span.From);
                parameters.Add($"{name}To{slot}", span.To);
            }
        }
    }
}
