using System.Diagnostics.Metrics;

namespace Hivemind.Infrastructure.Live;

/// <summary>What an operator watches of the streams.</summary>
internal sealed class LiveMetrics : IDisposable
{
    private readonly Meter _meter = new("Hivemind");
    private readonly UpDownCounter<int> _subscribers;
    private readonly Counter<long> _dropped;
    private double _lag;

    public LiveMetrics()
    {
        _subscribers = _meter.CreateUpDownCounter<int>("hivemind_stream_subscribers", null, "Open streams of this process");
        _dropped = _meter.CreateCounter<long>("hivemind_stream_dropped_total", null, "Subscribers cut off because they did not keep up");
        _meter.CreateObservableGauge("hivemind_stream_lag_seconds", () => Volatile.Read(ref _lag), "s", "Age of the newest row when it was delivered");
    }

    public void Joined() => _subscribers.Add(1);

    public void Left() => _subscribers.Add(-1);

    public void Dropped() => _dropped.Add(1);

    public void Delivered(TimeSpan age) => Volatile.Write(ref _lag, Math.Max(0, age.TotalSeconds));

    public void Dispose() => _meter.Dispose();
}
