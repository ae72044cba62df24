using Hivemind.Application.Live;
using Hivemind.Domain.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>Tells a subscriber what it missed, before or while it becomes live: stored output, rows of the log, and how its task ended.</summary>
internal sealed class CatchUp(SharedLog log, LiveTexts texts)
{
    /// <summary>Up to where the log stood when the subscriber came. What lies after that comes as a live row.</summary>
    public async Task<CaughtUp> Begin(
        LiveSelection selection, LiveForm form, LiveStart start, TaskStart? task, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellationToken)
    {
        if (task is { AfterSeq: { } after })
            await Stored(task, after, form, write, cancellationToken);

        var reached = new CaughtUp(start.Position, false);
        if (start.IsResumed)
            reached = await Replay(selection, form, start.Position, start.Now, write, cancellationToken);

        if (task is not { Mark: { IsFinal: true } mark } || reached.HasEnded || (start.IsResumed && mark.EndIsToCome))
            return reached;

        // Its end is no row to come: the snapshot that the position is of knows it already.
        await write(LiveBytes.Of(form, LiveText.TaskStatus, Topic.Task(task.Id), LiveTexts.Status(task.Id, mark.Status, mark.Result)));
        return reached with { HasEnded = true };
    }

    /// <param name="until">The last position of interest.</param>
    public async Task<CaughtUp> Replay(
        LiveSelection selection, LiveForm form, Position from, Position until, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellationToken)
    {
        var reached = new CaughtUp(from, false);
        var hasMore = true;
        while (hasMore && until.IsAfter(reached.Position) && !cancellationToken.IsCancellationRequested)
        {
            var page = await log.Read(selection, reached.Position, until, cancellationToken);
            if (page.Rows.Count > 0)
                await write(Frames.Join(page.Rows, form));

            reached = new(page.End, reached.HasEnded || page.Rows.Any(row => row.IsEndOfTask));
            hasMore = page.HasMore;
        }

        return reached;
    }

    private async Task Stored(TaskStart task, int after, LiveForm form, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellationToken)
    {
        while (await texts.ListOutput(task.Id, after, task.Mark.OutputSeq, cancellationToken) is { Count: > 0 } stored)
        {
            await write(Frames.Join([.. stored.Select(output =>
                (ReadOnlyMemory<byte>)LiveBytes.Of(form, LiveText.TaskOutput, Topic.Task(task.Id), output.Payload))]));
            after = stored[^1].Seq;
        }
    }
}

/// <summary>How far a subscriber was told.</summary>
/// <param name="HasEnded">The end of its task was among it.</param>
internal readonly record struct CaughtUp(Position Position, bool HasEnded);
