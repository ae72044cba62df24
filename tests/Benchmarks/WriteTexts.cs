namespace Hivemind.Benchmarks;

/// <summary>Texts that differ from each other and look like notes: about 120 words from a list, the same for the same seed.</summary>
internal static class WriteTexts
{
    private static readonly string[] Words =
        """
        cache index queue worker timeout retry socket buffer thread lock commit branch merge deploy rollback container volume network
        proxy header cookie token schema column migration query planner vacuum replica snapshot backup restore cluster shard partition
        router handler parser compiler linker module package version release build test mock fixture coverage metric trace span alert
        dashboard panel graph latency throughput memory heap stack pointer garbage collector runtime kernel driver disk filesystem inode
        permission owner group shell script variable environment export import config flag option argument default value error exception
        log level debug warning panic crash signal process daemon service unit timer cron schedule calendar date zone offset format
        string encode decode escape quote regex match replace split join array list map set tree node edge graph path route
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    public static IReadOnlyList<string> Make(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(number =>
                $"Note {seed}-{number}. " + string.Join(' ', Enumerable.Range(0, 100 + random.Next(40)).Select(_ => Words[random.Next(Words.Length)]))),
        ];
    }
}
