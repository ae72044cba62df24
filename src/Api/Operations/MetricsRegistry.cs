using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Hivemind.Application.Messaging;

namespace Hivemind.Api.Operations;

/// <summary>Listens to the instruments named hivemind_… and holds their present values, one series per set of tags.</summary>
internal sealed class MetricsRegistry : IHostedService, IDisposable
{
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, Series>> _instruments = new();
    private readonly MeterListener _listener = new();

    public MetricsRegistry()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Telemetry.SourceName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Every instrument that has a value, observable ones read now.</summary>
    public IReadOnlyList<Metric> Read()
    {
        _listener.RecordObservableInstruments();
        return
        [
            .. _instruments.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => new Metric(
                pair.Key.Name, KindOf(pair.Key), pair.Key.Description ?? "",
                [.. pair.Value.OrderBy(series => series.Key, StringComparer.Ordinal).Select(series => series.Value.Snapshot(series.Key, Bounds))])),
        ];
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private static string KindOf(Instrument instrument) =>
        instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
        : instrument.GetType().Name.Contains("Gauge", StringComparison.Ordinal) || instrument.GetType().Name.Contains("UpDown", StringComparison.Ordinal) ? "gauge"
        : "counter";

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _instruments.GetOrAdd(instrument, _ => new()).GetOrAdd(Labels(tags), _ => new Series(Bounds.Length));
        series.Add(value, isAbsolute: instrument.IsObservable || instrument is Gauge<long> or Gauge<double> or Gauge<int>, Bounds);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";

        var labels = new List<string>(tags.Length);
        foreach (var (name, value) in tags)
            labels.Add($"{name}=\"{value?.ToString()?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");

        return string.Join(',', labels);
    }

    private sealed class Series(int bounds)
    {
        private readonly long[] _buckets = new long[bounds + 1];
        private double _sum;
        private long _count;

        public void Add(double value, bool isAbsolute, double[] limits)
        {
            lock (_buckets)
            {
                _sum = isAbsolute ? value : _sum + value;
                _count++;
                var bucket = Array.FindIndex(limits, limit => value <= limit);
                _buckets[bucket < 0 ? limits.Length : bucket]++;
            }
        }

        public Sample Snapshot(string labels, double[] limits)
        {
            lock (_buckets)
            {
                var running = 0L;
                return new Sample(labels, _sum, _count, [.. limits.Select((limit, index) => new Bucket(limit, running += _buckets[index]))]);
            }
        }
    }
}

/// <summary>One instrument with its series, as /metrics serves it.</summary>
internal sealed record Metric(string Name, string Kind, string Description, IReadOnlyList<Sample> Samples);

/// <summary>One series; for histograms Value is the sum of the observations.</summary>
internal sealed record Sample(string Labels, double Value, long Count, IReadOnlyList<Bucket> Buckets);

/// <summary>How many observations were at most Limit.</summary>
internal sealed record Bucket(double Limit, long Count);
