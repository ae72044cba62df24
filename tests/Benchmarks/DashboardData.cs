using System.Text.Json;
using Dapper;
using Hivemind.Domain.Knowledge;
using Hivemind.FunctionalTests.Knowledge;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>Fills the organisation that the dashboard is measured on. Vectors are left out: a page never sees them.</summary>
internal sealed class DashboardData(NpgsqlDataSource database, string orgId)
{
    public const int Notes = 1_871;
    public const int Waiting = 5_000;

    /// <summary>The notes that searches are measured on when they are there, else as many made-up ones.</summary>
    public async Task<string> LearnNotes()
    {
        var now = TimeProvider.System.GetUtcNow();
        var (texts, origin) = Texts();
        await KnowledgeRows.Insert(database, texts.Select((text, index) => new KnowledgeRow
        {
            OrgId = orgId,
            Id = Guid.CreateVersion7(now.AddMinutes(index - texts.Count)),
            Title = text.Title,
            Content = text.Content,
            Category = KnowledgeCategories.ToText(KnowledgeCategories.All[index % KnowledgeCategories.All.Count]),
            IsPublic = index % 2 == 0,
            ContributedAt = now.AddMinutes(index - texts.Count),
        }));
        return origin;
    }

    public async Task FillQueue()
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into pending_contributions (
                id, org_id, source_agent_id, title, content, content_length, content_hash, category, confidence, created_at)
            select gen_random_uuid(), @orgId, 'agent-' || number % 7, 'Candidate ' || number,
                'Lesson number ' || number || ' of the night shift is about its own subject: ' || repeat(md5(number::text) || ' ', 8), 300,
                encode(sha256(number::text::bytea), 'hex'), 'tooling', 0.8, now() - number * interval '1 second'
            from generate_series(1, @Waiting) as number
            """,
            new { orgId, Waiting });
    }

    /// <summary>Messages of the feed as one transaction would write them.</summary>
    public async Task Announce(int messages)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            select @orgId, true, 'knowledge', 'public',
                json_build_object('id', gen_random_uuid(), 'is_public', true, 'org_id', @orgId, 'category', 'tooling',
                    'title', 'A note of the feed, number ' || number)::text, now()
            from generate_series(1, @messages) as number;
            notify hivemind_stream
            """,
            new { orgId, messages });
    }

    private static (IReadOnlyList<(string Title, string Content)> Texts, string Origin) Texts()
    {
        try
        {
            var lines = File.ReadLines(Path.Combine(BenchData.Notes(), "til.jsonl")).Select(line => JsonDocument.Parse(line).RootElement);
            return ([.. lines.Select(note => (Cut(note.GetProperty("title").GetString()), note.GetProperty("content").GetString() ?? ""))], "real notes");
        }
        catch (DirectoryNotFoundException)
        {
            return ([.. WriteTexts.Make(Notes, seed: 5).Select((text, index) => ($"Note {index} about something", text))], "made-up notes");
        }
    }

    private static string Cut(string? title) => title is null ? "" : title[..Math.Min(title.Length, 200)];
}
