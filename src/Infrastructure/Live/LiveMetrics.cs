using System.Diagnostics.Metrics;

namespace Hivemind.Infrastructure.Live;

/// <summary>What an operator watches of the streams.</summary>
internal sealed class LiveMetrics : IDisposable
{
    private readonly Meter _meter = new("Hivemind");
    private readonly Counter<long> _dropped;
    private double _lag;
    private int _subscribers;

    public LiveMetrics()
    {
        _meter.CreateObservableGauge("hivemind_stream_subscribers", () => Volatile.Read(ref _subscribers), null, "Open streams of this process");
        _dropped = _meter.CreateCounter<long>("hivemind_stream_dropped_total", null, "Subscribers cut off because they did not keep up");
        _meter.CreateObservableGauge("hivemind_stream_lag_seconds", () => Volatile.Read(ref _lag), "s", "Age of the newest row when it was delivered");
    }

    public void Joined() => Interlocked.Increment(ref _subscribers);

    public void Left() => Interlocked.Decrement(ref _subscribers);

    public void Dropped() => _dropped.Add(1);

    public void Delivered(TimeSpan age) => Volatile.Write(ref _lag, Math.Max(0, age.TotalSeconds));

    public void Dispose() => _meter.Dispose();
}
