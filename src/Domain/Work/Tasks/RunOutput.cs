using System.Text;
using Hivemind.Domain.Common;

namespace Hivemind.Domain.Work.Tasks;

/// <summary>What a run writes while it is under way: numbered from 1, without gap or repetition.</summary>
public static class RunOutput
{
    public const int MaxChunkBytes = 64 * 1024;
    public const int MaxTotalBytes = 10 * 1024 * 1024;

    public static bool IsChunk(string content) => content.Length > 0 && Encoding.UTF8.GetByteCount(content) <= MaxChunkBytes;

    /// <summary>The run after one more chunk. A worker that numbers its chunks may only give the next number.</summary>
    public static WorkTask Write(this WorkTask run, string content, int? seq, DateTimeOffset now)
    {
        var next = run.OutputSeq + 1;
        if (seq is { } given && given != next)
            throw new RuleException(ErrorCode.Conflict, given > next ? $"The next number is {next}." : "Another text has this number.");

        var bytes = run.OutputBytes + Encoding.UTF8.GetByteCount(content);
        if (bytes > MaxTotalBytes)
            throw new RuleException(ErrorCode.PayloadTooLarge, $"A run writes at most {MaxTotalBytes / 1024 / 1024} MB.");

        return run.RenewLease(null, now) with { OutputSeq = next, OutputBytes = bytes };
    }
}
