using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;

namespace Hivemind.Application.Live;

/// <summary>What a message of the live log is about, and what subscribers ask for.</summary>
public static class Topic
{
    public const string Agents = "agents";
    public const string Automations = "automations";
    public const string Contributions = "contributions";
    public const string Events = "events";
    public const string Instances = "instances";
    public const string Knowledge = "knowledge";
    public const string Presence = "presence";

    /// <summary>To subscribe to: every task of the organisation, without output, input and chat. Rows are written to their own task.</summary>
    public const string Tasks = "tasks";

    /// <summary>Not to subscribe to: somebody's credential or rights ended, and every process looks at their streams at once.</summary>
    public const string Access = "access";

    private const string TaskPrefix = "task:";
    private const string ConversationPrefix = "conversation:";

    /// <summary>What concerns the whole organisation; topics made from an id are read only when named.</summary>
    public static IReadOnlyList<string> OrganisationWide { get; } =
        [Agents, Automations, Contributions, Events, Instances, Knowledge, Presence, Tasks];

    public static string Task(Guid id) => $"{TaskPrefix}{id}";

    public static string Conversation(Guid id) => $"{ConversationPrefix}{id}";

    /// <summary>The task of a topic of one task, else null.</summary>
    public static Guid? TaskOf(string topic) => IdAfter(TaskPrefix, topic);

    /// <summary>The conversation of a topic of one conversation, else null.</summary>
    public static Guid? ConversationOf(string topic) => IdAfter(ConversationPrefix, topic);

    /// <summary>The topic as rows name it; null when there is no such topic.</summary>
    public static string? Parse(string text) =>
        OrganisationWide.Contains(text) ? text
        : TaskOf(text) is { } task ? Task(task)
        : ConversationOf(text) is { } conversation ? Conversation(conversation)
        : null;

    /// <summary>The topics of a comma list. Unknown ones are refused.</summary>
    public static IReadOnlyList<string> ParseList(string list)
    {
        var names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var topics = names.Select(Parse).OfType<string>().Distinct().ToList();
        return topics.Count > 0 && names.All(name => Parse(name) is not null)
            ? topics
            : throw new ValidationFailedException("topics", $"A comma list of: {string.Join(", ", OrganisationWide)}, task:{{id}}, conversation:{{id}}.");
    }

    /// <summary>The scope that a key needs for the topic.</summary>
    public static string ScopeOf(string topic) => topic switch
    {
        Contributions or Knowledge => Scope.CommonsRead,
        Automations or Events or Instances => Scope.TrafficRead,
        Presence => Scope.PeopleRead,
        _ => Scope.WorkRead,
    };

    /// <summary>Whether the caller's key, if it is narrowed at all, reaches the topic.</summary>
    public static bool IsInScope(string topic, Principal caller) => caller.Scopes is not { } scopes || scopes.Contains(ScopeOf(topic));

    private static Guid? IdAfter(string prefix, string topic) =>
        topic.StartsWith(prefix, StringComparison.Ordinal) && Guid.TryParseExact(topic.AsSpan(prefix.Length), "D", out var id) ? id : null;
}
