using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Automations;
using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Traffic.Instances;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Cli;

/// <summary>Three accounts at channels, automations, and two weeks of messages with the rhythm of days: the messages come last and all at once, so they are the sign that it is done.</summary>
internal sealed class DemoTraffic(CommandHost host, string orgId, TimeProvider time)
{
    private const int Days = 14;
    private const int MaxMessages = 1000;

    private static readonly (string Name, string Channel, bool IsConnected)[] Accounts =
        [("support", "whatsapp-cloud", true), ("sales", "telegram", true), ("operations", "slack", false)];

    private static readonly string[] Texts =
    [
        "Where is my order?", "Can I change the delivery address?", "The invoice shows the wrong company name.", "Thank you, that worked.",
        "Urgent: the checkout does not load.", "Do you ship to Norway?", "I forgot my password.", "The parcel arrived broken, what now?",
        "Could somebody call me back this afternoon?", "Is there a discount for schools?", "Urgent: we were charged twice.", "Perfect, thanks!",
    ];

    private static readonly string[] Answers = ["We look into it at once.", "It is on its way and arrives tomorrow.", "Done. Anything else?", "You get a mail in a minute."];

    private readonly Random _random = new(7);

    /// <summary>Whether anything was added.</summary>
    public async Task<bool> Run(CancellationToken cancellationToken)
    {
        var known = await host.Send(orgId, new ListInstances(null, null, null, MetaPage.MaxLimit, null), cancellationToken);
        var accounts = new List<InstanceView>();
        foreach (var (name, channel, isConnected) in Accounts)
            accounts.Add(known.Items.FirstOrDefault(one => one.Name == name) ?? await Connect(name, channel, isConnected, cancellationToken));

        if (await HasMessages(accounts[0].Id, cancellationToken))
            return false;

        if ((await host.Send(orgId, new ListAutomations(null, 1, null), cancellationToken)).Items.Count == 0)
            await Automate(cancellationToken);

        await host.Send(orgId, new CreateEvents([.. Messages(accounts).Take(MaxMessages)]), cancellationToken);
        return true;
    }

    private async Task<bool> HasMessages(Guid instance, CancellationToken cancellationToken)
    {
        var filter = new EventFilter(null, "message.received,message.sent", null, instance, null, null, null, null, null);
        return (await host.Send(orgId, new ListEvents(filter, 1, null), cancellationToken)).Items.Count > 0;
    }

    private async Task<InstanceView> Connect(string name, string channel, bool isConnected, CancellationToken cancellationToken)
    {
        var instance = await host.Send(
            orgId, new CreateInstance(name, channel, true, true, null, null, null, null, null, "planning", null, null, null), cancellationToken);
        if (isConnected)
            await host.Send(orgId, new ConnectInstance(instance.Id), cancellationToken);

        return instance;
    }

    private async Task Automate(CancellationToken cancellationToken)
    {
        var urgent = new Condition("text", ConditionOperator.Contains, Json("Urgent"));
        await host.Send(orgId, new CreateAutomation(
            "Urgent messages", "Whatever a customer calls urgent is raised at once.", "message.received", [urgent], ConditionLogic.And,
            [
                Action(ActionType.EmitEvent, new { eventType = "custom.escalation", payloadTemplate = new { text = "{{payload.text}}", chat = "{{payload.chatId}}" } }),
                Action(ActionType.Log, new { level = "warn", message = "Escalated in chat {{payload.chatId}}" }),
            ], null, new LimitsShape(30, null, null), true, 10), cancellationToken);
        await host.Send(orgId, new CreateAutomation(
            "Answer escalations", "Tells the customer that somebody is at it.", "custom.escalation", null, null,
            [Action(ActionType.Log, new { level = "info", message = "Somebody takes care of: {{payload.text}}" })], null, null, true, 0), cancellationToken);
    }

    // More by day than by night, and less at weekends.
    private IEnumerable<EventInput> Messages(List<InstanceView> accounts)
    {
        var today = time.Now().Date;
        for (var hour = Days * 24; hour > 0; hour--)
        {
            var at = new DateTimeOffset(today, TimeSpan.Zero).AddHours(time.Now().Hour - hour);
            var busy = at.Hour is >= 7 and <= 19 ? 6 : 1;
            var count = _random.Next(at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 + (busy / 3) : 1 + busy);
            for (var number = 0; number < count; number++)
                yield return Message(accounts[_random.Next(accounts.Count)], at.AddSeconds(_random.Next(3600)), $"demo-{at:yyyyMMddHH}-{number}");
        }
    }

    private EventInput Message(InstanceView account, DateTimeOffset at, string id)
    {
        var isAnswer = _random.Next(3) == 0;
        return new EventInput
        {
            EventType = isAnswer ? "message.sent" : "message.received",
            ExternalId = id,
            InstanceId = account.Id,
            Direction = isAnswer ? EventDirection.Outbound : EventDirection.Inbound,
            ContentType = ContentType.Text,
            TextContent = isAnswer ? Answers[_random.Next(Answers.Length)] : Texts[_random.Next(Texts.Length)],
            ChatId = $"chat-{_random.Next(40)}",
            ReceivedAt = at,
        };
    }

    private static AutomationAction Action(ActionType type, object config) => new(type, JsonSerializer.SerializeToElement(config));

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text);
}
