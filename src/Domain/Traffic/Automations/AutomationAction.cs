using System.Text.Json;
using Hivemind.Domain.Common;

namespace Hivemind.Domain.Traffic.Automations;

/// <summary>One thing an automation does. Its members are the wire's: a type and the type's configuration.</summary>
public sealed record AutomationAction(ActionType Type, JsonElement Config)
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault(bool allowHttp)
    {
        if (!Enum.IsDefined(Type))
            return "A type is missing.";

        var reader = new ConfigReader(Config);
        Read(reader, allowHttp);
        return reader.Fault is null ? null : $"{EnumText.Of(Type)}: {reader.Fault}";
    }

    /// <summary>The configuration in its own form. It was checked when it was saved.</summary>
    public ActionConfig Read() => Read(new ConfigReader(Config), allowHttp: true);

    private ActionConfig Read(ConfigReader reader, bool allowHttp) => Type switch
    {
        ActionType.Webhook => WebhookAction.Read(reader, allowHttp),
        ActionType.SendMessage => SendMessageAction.Read(reader),
        ActionType.EmitEvent => EmitEventAction.Read(reader),
        ActionType.Log => LogAction.Read(reader),
        _ => CallAgentAction.Read(reader),
    };
}

/// <summary>What automations can do.</summary>
public enum ActionType
{
    Webhook = 1,
    SendMessage,
    EmitEvent,
    Log,
    CallAgent,
}

/// <summary>What an action is told.</summary>
public abstract record ActionConfig
{
    public const int MaxTemplateLength = 100_000;

    /// <summary>The variable that later actions find the result in; null when they need not.</summary>
    public string? ResponseAs { get; init; }

    private protected static string? Variable(ConfigReader reader)
    {
        var name = reader.Text("responseAs", 64);
        reader.Check(name is null || name is not "" && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'),
            "responseAs is a name of letters, digits, - and _.");
        return name;
    }
}

/// <summary>Writes a line into the server's log.</summary>
public sealed record LogAction(ActionLogLevel Level, string Message) : ActionConfig
{
    internal static LogAction Read(ConfigReader reader) =>
        new(reader.Choice<ActionLogLevel>("level") ?? ActionLogLevel.Info, reader.Text("message", MaxTemplateLength, isRequired: true) ?? "");
}

/// <summary>The levels of a log action.</summary>
public enum ActionLogLevel
{
    Debug,
    Info,
    Warn,
    Error,
}

/// <summary>Sends a message: records it as an outbound event that the instance's adapter picks up.</summary>
/// <param name="InstanceId">Default: that of the event.</param>
/// <param name="To">Default: the event's chat.</param>
public sealed record SendMessageAction(Guid? InstanceId, string? To, string ContentTemplate) : ActionConfig
{
    internal static SendMessageAction Read(ConfigReader reader) => new(
        reader.Id("instanceId"), reader.Text("to", 500), reader.Text("contentTemplate", MaxTemplateLength, isRequired: true) ?? "");
}

/// <summary>Records a custom event, which may trigger further automations.</summary>
public sealed record EmitEventAction(string EventType, JsonElement? PayloadTemplate) : ActionConfig
{
    private const string Prefix = "custom.";
    private const int MaxEventType = 50;

    internal static EmitEventAction Read(ConfigReader reader)
    {
        var type = reader.Text("eventType", MaxEventType, isRequired: true);
        reader.Check(type is { Length: > 7 } && type.StartsWith(Prefix, StringComparison.Ordinal), $"eventType begins with {Prefix}");
        return new(type ?? "", reader.Json("payloadTemplate"));
    }
}
