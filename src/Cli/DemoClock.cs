namespace Hivemind.Cli;

/// <summary>Lets what the demo does lie in the past, so that there are two weeks of growth to look back on.</summary>
internal sealed class DemoClock : TimeProvider
{
    private const int Days = 14;

    private TimeSpan _ago;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - _ago;

    public void ComeBack() => _ago = TimeSpan.Zero;

    /// <summary>Goes to when one of the notes was written, later ones closer together.</summary>
    public void GoTo(int note, int of, bool isWaiting)
    {
        var left = (double)(of - note) / of;
        // What still waits has not waited long.
        _ago = isWaiting ? TimeSpan.FromMinutes(7 + (left * 26 * 60)) : TimeSpan.FromHours(1 + (Math.Pow(left, 1.4) * Days * 24) + (note * 5 % 7));
    }
}
