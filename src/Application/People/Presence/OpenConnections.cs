using System.Collections.Concurrent;
using Hivemind.Application.Common;

namespace Hivemind.Application.People.Presence;

/// <summary>The open sockets of this process, under the name that it has until it ends.</summary>
public sealed class OpenConnections(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Principal> _open = new();

    /// <summary>New at each start, so that rows of a process that died are nobody's.</summary>
    public string ServerId { get; } = Guid.CreateVersion7(time.GetUtcNow()).ToString();

    public IEnumerable<KeyValuePair<Guid, Principal>> All => _open;

    public void Add(Guid id, Principal caller) => _open[id] = caller;

    public bool Has(Guid id) => _open.ContainsKey(id);

    public void Remove(Guid id) => _open.TryRemove(id, out _);
}
