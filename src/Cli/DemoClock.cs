namespace Hivemind.Cli;

/// <summary>Lets what the demo does lie in the past, so that there are two weeks of growth to look back on.</summary>
internal sealed class DemoClock : TimeProvider
{
    private const int Days = 14;

    private TimeSpan _ago;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - _ago;

    public void ComeBack() => _ago = TimeSpan.Zero;

    /// <summary>Goes to when a note was written, later ones closer together. What still waits has not waited long.</summary>
    public void GoTo(DemoNote note, IReadOnlyList<DemoNote> notes)
    {
        var isWaiting = note.Fate is DemoFate.Pending;
        var peers = notes.Where(one => (one.Fate is DemoFate.Pending) == isWaiting).ToList();
        var index = peers.IndexOf(note);
        var left = 1 - ((double)index / peers.Count);
        _ago = isWaiting ? TimeSpan.FromMinutes(7 + (left * 26 * 60)) : TimeSpan.FromHours(1 + (Math.Pow(left, 1.6) * Days * 24) + (index * 5 % 7));
    }
}
