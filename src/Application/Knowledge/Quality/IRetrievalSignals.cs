using Hivemind.Application.Common;

namespace Hivemind.Application.Knowledge.Quality;

/// <summary>Counts which items were handed out, off the response path: within a second, in batches.</summary>
public interface IRetrievalSignals
{
    /// <summary>Returns at once and never throws.</summary>
    void Record(Principal caller, IReadOnlyList<RetrievedItem> items);
}

/// <summary>An item that was handed out, and who contributed it.</summary>
public sealed record RetrievedItem(Guid Id, string OrgId, string SourceAgentId);
