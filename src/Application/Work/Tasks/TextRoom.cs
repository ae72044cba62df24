namespace Hivemind.Application.Work.Tasks;

/// <summary>Room for texts, measured as they are written in JSON: they are taken whole until one does not fit, which is cut.</summary>
internal sealed class TextRoom(int bytes)
{
    private int _left = bytes;

    public bool IsFull { get; private set; }

    public string Take(string text)
    {
        var size = WireText.BytesOf(text);
        if (size > _left)
            (IsFull, text, size) = (true, WireText.Fit(text, _left), _left);

        _left -= size;
        return text;
    }

    public string? TakeAny(string? text) => text is null ? null : Take(text);
}
