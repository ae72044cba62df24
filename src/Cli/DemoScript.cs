using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Cli;

/// <summary>What Demo/work.json tells of: cards of the board, what agents are asked and say, and conversations.</summary>
internal sealed record DemoScript(
    IReadOnlyList<DemoCard> Cards, IReadOnlyList<string> Agents, IReadOnlyList<string> Models, IReadOnlyList<string> Asks,
    IReadOnlyList<string> Results, IReadOnlyList<string> Steps, IReadOnlyList<DemoChat> Chats)
{
    private const string Resource = "Demo/work.json";

    public static DemoScript Read()
    {
        using var stream = typeof(DemoScript).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        return JsonSerializer.Deserialize<DemoScript>(stream, WireJson.Options) ?? throw new InvalidOperationException($"{Resource} is empty.");
    }
}

/// <summary>A card, and the column it has reached.</summary>
internal sealed record DemoCard(
    string Title, string Description, WorkTaskStatus Status, TaskPriority Priority, string Category, string Owner, int Points, string? Assignee = null);

/// <summary>A conversation: roles and what they said.</summary>
internal sealed record DemoChat(string Title, IReadOnlyList<IReadOnlyList<string>> Said);
