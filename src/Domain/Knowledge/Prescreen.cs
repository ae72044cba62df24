namespace Hivemind.Domain.Knowledge;

/// <summary>How promising a contribution looks before anyone has read it.</summary>
public enum PrescreenBand
{
    High,
    Medium,
    Low,
}

/// <summary>A first guess that helps a reviewer to order the queue. It decides nothing.</summary>
public static class Prescreen
{
    /// <summary>0 to 100, from the agent's confidence, the sensitivity flag and the length of the content in code points.</summary>
    public static int Score(double confidence, bool flagged, int contentLength)
    {
        var score = (int)Math.Round(Math.Clamp(confidence, 0, 1) * 100, MidpointRounding.AwayFromZero);
        if (flagged)
            score -= 30;

        score += contentLength switch
        {
            < 50 => -20,
            > 200 => 10,
            _ => 0,
        };
        return Math.Clamp(score, 0, 100);
    }

    public static PrescreenBand Band(int score) => score switch
    {
        >= 80 => PrescreenBand.High,
        >= 50 => PrescreenBand.Medium,
        _ => PrescreenBand.Low,
    };
}
