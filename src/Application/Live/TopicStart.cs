namespace Hivemind.Application.Live;

/// <summary>A subscription that is allowed, and where it begins.</summary>
/// <param name="Known">Ids of rows that were there before, which it is not given again.</param>
public sealed record TopicStart(string Topic, LiveStart Start, IReadOnlyList<long> Known, TaskStart? Task = null);

/// <summary>The task that a subscriber follows, as it stood in the snapshot that its position is of.</summary>
/// <param name="AfterSeq">The stored output after this number comes first; null starts with what is new.</param>
public sealed record TaskStart(Guid Id, TaskMark Mark, int? AfterSeq);

/// <summary>How far a task is.</summary>
/// <param name="OutputSeq">The number of its last stored output.</param>
/// <param name="EndIsToCome">It has ended, but the row that says so is still held back by an older transaction.</param>
public sealed record TaskMark(string Status, string? Result, int OutputSeq, bool EndIsToCome = false)
{
    public bool IsFinal => LiveText.IsFinal(Status);
}
