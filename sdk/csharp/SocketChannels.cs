using System.Text.Json;

namespace Hivemind.Client;

/// <summary>Who follows what, and where each channel resumes.</summary>
internal sealed class SocketChannels
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _all = [];

    /// <param name="question">What to ask the server for it; null when the channel is followed already.</param>
    public Subscription Add(string channel, ChannelHandlers handlers, out object? question)
    {
        lock (_gate)
        {
            var added = new Subscription(channel, handlers) { After = (object?)handlers.AfterSeq ?? handlers.After };
            question = _all.Exists(one => one.Channel == channel) ? null : Question(added);
            _all.Add(added);
            return added;
        }
    }

    /// <returns>What to tell the server; null while others follow the channel.</returns>
    public object? Remove(Subscription subscription)
    {
        lock (_gate)
        {
            return _all.Remove(subscription) && !_all.Exists(one => one.Channel == subscription.Channel)
                ? new Dictionary<string, object> { ["type"] = "unsubscribe", ["channel"] = subscription.Channel }
                : null;
        }
    }

    /// <summary>One question for each channel, each from where it stopped.</summary>
    public IReadOnlyList<object> Questions()
    {
        lock (_gate)
            return [.. _all.DistinctBy(one => one.Channel).Select(Question)];
    }

    public void Tell(JsonElement message)
    {
        var (name, channel, position) = (Text(message, "type") ?? "", Text(message, "channel") ?? "", Text(message, "position"));
        foreach (var one in Concerned(name, channel))
        {
            switch (name)
            {
                case "subscribed":
                    one.After ??= position;
                    one.Handlers.Subscribed?.Invoke();
                    break;
                case "reset":
                    one.After = position;
                    one.Handlers.Reset?.Invoke(Text(message, "reason") ?? "");
                    break;
                case "error" when Text(message, "ref") == channel:
                    Remove(one);
                    one.Handlers.Failed?.Invoke(Text(message, "code") ?? "", Text(message, "message") ?? "");
                    break;
                case not ("error" or "unsubscribed"):
                    one.After = position ?? (message.TryGetProperty("seq", out var seq) ? seq.GetInt32() : one.After);
                    one.Handlers.Message(new SocketMessage(name, channel, position, message));
                    break;
            }
        }
    }

    // What is told of one task is told to those who follow all of them too, except output, input and chat.
    private List<Subscription> Concerned(string name, string channel)
    {
        var isOfBoard = channel.StartsWith("task:", StringComparison.Ordinal)
            && name is not ("task_output" or "task_input" or "task_chat_message" or "subscribed" or "unsubscribed" or "reset" or "error");
        lock (_gate)
            return _all.FindAll(one => one.Channel == channel || (isOfBoard && one.Channel == "tasks"));
    }

    private static object Question(Subscription one)
    {
        var question = new Dictionary<string, object> { ["type"] = "subscribe", ["channel"] = one.Channel, ["ref"] = one.Channel };
        if (one.After is not null)
            question["after"] = one.After;

        return question;
    }

    private static string? Text(JsonElement message, string member) =>
        message.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    internal sealed class Subscription(string channel, ChannelHandlers handlers)
    {
        public string Channel => channel;

        public ChannelHandlers Handlers => handlers;

        /// <summary>A position, or the number of an output.</summary>
        public object? After { get; set; }
    }
}
