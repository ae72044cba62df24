namespace Hivemind.Application.Live;

/// <summary>The durable source of all live messages.</summary>
public interface ILiveLog
{
    /// <summary>Appends many in one statement, in their order; none of knowledge, which programs outside hear one by one.</summary>
    Task Append(IReadOnlyList<LiveMessage> messages, CancellationToken cancellationToken);

    /// <summary>
    /// Appends a message in the transaction of the change it tells of; subscribers see it after the commit, once, in one order.
    /// The payload is at most 8 KB: ids and labels, no texts.
    /// </summary>
    Task Append(LiveMessage message, CancellationToken cancellationToken);
}

/// <summary>A message as it is written: who may see it, its topic, its name and its payload in the casing of its family.</summary>
public sealed record LiveMessage(string OrgId, bool IsPublic, string Topic, string Name, object Payload);
