using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;

namespace Hivemind.UnitTests.Work;

[Parallelizable(ParallelScope.All)]
public sealed class ConversationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Every_member_reads_and_writes_a_conversation_with_agents()
    {
        Assert.That(() => Of(ConversationKind.Agent).CheckOpenTo("cleo", isAdmin: false), Throws.Nothing);
    }

    [Test]
    public void A_direct_conversation_exists_for_its_participants_only()
    {
        var conversation = Of(ConversationKind.Direct);

        Assert.That(() => conversation.CheckOpenTo("bob", isAdmin: false), Throws.Nothing);
        Assert.That(() => conversation.CheckOpenTo("cleo", isAdmin: true), Throws.TypeOf<NotFoundException>());
        Assert.That(() => conversation.CheckChangeableBy("cleo", isAdmin: true), Throws.TypeOf<NotFoundException>());
    }

    [Test]
    public void A_task_conversation_is_open_to_owner_assignee_and_admins()
    {
        var conversation = Of(ConversationKind.Task);

        Assert.That(() => conversation.CheckOpenTo("bob", isAdmin: false), Throws.Nothing);
        Assert.That(() => conversation.CheckOpenTo("cleo", isAdmin: true), Throws.Nothing);
        Assert.That(Refusal(() => conversation.CheckOpenTo("cleo", isAdmin: false)), Is.EqualTo(ErrorCode.Forbidden));
    }

    [Test]
    public void Only_its_owner_and_admins_change_a_conversation()
    {
        var conversation = Of(ConversationKind.Agent);

        Assert.That(() => conversation.CheckChangeableBy("ada", isAdmin: false), Throws.Nothing);
        Assert.That(() => conversation.CheckChangeableBy("cleo", isAdmin: true), Throws.Nothing);
        Assert.That(Refusal(() => conversation.CheckChangeableBy("bob", isAdmin: false)), Is.EqualTo(ErrorCode.Forbidden));
    }

    [Test]
    public void What_few_may_read_takes_no_runs()
    {
        Assert.That(() => Of(ConversationKind.Agent).CheckTakesRuns(), Throws.Nothing);
        Assert.That(Refusal(() => Of(ConversationKind.Direct).CheckTakesRuns()), Is.EqualTo(ErrorCode.Conflict));
        Assert.That(Refusal(() => Of(ConversationKind.Task).CheckTakesRuns()), Is.EqualTo(ErrorCode.Conflict));
    }

    [Test]
    public void A_title_is_cut_between_characters()
    {
        var text = string.Concat(Enumerable.Repeat("🐝", 51));

        Assert.That(Conversation.TitleOf(text), Is.EqualTo(string.Concat(Enumerable.Repeat("🐝", 50))));
        Assert.That(Conversation.TitleOf("short"), Is.EqualTo("short"));
    }

    [TestCase(MessageRole.User, true, true)]
    [TestCase(MessageRole.Assistant, true, false)]
    [TestCase(MessageRole.System, true, false)]
    [TestCase(MessageRole.Assistant, false, true)]
    [TestCase(MessageRole.System, false, true)]
    public void Users_speak_for_themselves_only(MessageRole role, bool byUser, bool isAllowed)
    {
        Assert.That(() => Message.CheckRole(role, byUser), isAllowed ? Throws.Nothing : Throws.TypeOf<RuleException>());
    }

    private static string? Refusal(Action action) => Assert.Throws<RuleException>(action)?.Code;

    private static Conversation Of(ConversationKind kind) => new()
    {
        Id = Guid.CreateVersion7(Now),
        OrgId = "org",
        Kind = kind,
        Title = "About bees",
        OwnerId = "ada",
        Participants = kind is ConversationKind.Agent ? [] : ["ada", "bob"],
        CreatedAt = Now,
        UpdatedAt = Now,
    };
}
