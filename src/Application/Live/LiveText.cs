using System.Text.Json;

namespace Hivemind.Application.Live;

/// <summary>What a row of ids becomes once its text is read. A null payload says that the text is deleted.</summary>
/// <param name="Payload">The whole payload as subscribers get it.</param>
public sealed record LiveText(string? Payload, LiveReaders? Readers = null)
{
    public const string TaskOutput = "task_output";
    public const string TaskStatus = "task_status";
    public const string TaskInput = "task_input";
    public const string TaskChatMessage = "task_chat_message";
    public const string ChatMessage = "chat_message";

    public static readonly LiveText Gone = new(Payload: null);

    /// <summary>The states in which a task ends.</summary>
    public static bool IsFinal(string? status) => status is "completed" or "failed" or "cancelled";

    /// <summary>Large texts are not in the log: such rows hold ids, and the text is read when they are delivered.</summary>
    public static bool IsKeptElsewhere(string name, string payload) => name switch
    {
        TaskOutput => !Has(payload, "output"),
        TaskInput => !Has(payload, "input"),
        TaskStatus => IsFinal(StatusOf(payload)), // a result may have been cut to fit the log
        ChatMessage or TaskChatMessage => true, // who may read it is not in the log either
        _ => false,
    };

    /// <summary>Whether the row says that its task has ended.</summary>
    public static bool IsEndOfTask(string name, string payload) => name == TaskStatus && IsFinal(StatusOf(payload));

    private static bool Has(string payload, string member)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.TryGetProperty(member, out _);
    }

    private static string? StatusOf(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.TryGetProperty("status", out var status) ? status.GetString() : null;
    }
}

/// <summary>Who alone may see a row, by actor id.</summary>
/// <param name="WithAdmins">The admins of the organisation too.</param>
public sealed record LiveReaders(IReadOnlyList<string> Actors, bool WithAdmins)
{
    public bool Include(string actorId, bool isAdmin) => (WithAdmins && isAdmin) || Actors.Contains(actorId);
}
