using Hivemind.Application.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>Subscribers that see exactly the same rows in the same form: what is prepared for one serves all.</summary>
internal sealed class LiveView(LiveSelection selection, LiveForm form)
{
    public LiveSelection Selection => selection;

    public LiveForm Form => form;

    public List<Subscriber> Subscribers { get; } = [];

    /// <summary>Rows of the batch that is being delivered.</summary>
    public List<LiveEvent> Batch { get; } = [];
}

/// <summary>Finds whom a row concerns without asking the others. Not for several threads at once.</summary>
internal sealed class LiveIndex
{
    private readonly Dictionary<(string Key, LiveForm Form), LiveView> _views = [];
    private readonly Dictionary<string, List<LiveView>> _byTopic = [];
    private readonly Dictionary<(string OrgId, string Topic), List<LiveView>> _byOrganisation = [];
    private readonly List<LiveView> _touched = [];

    public IEnumerable<Subscriber> All => _views.Values.SelectMany(view => view.Subscribers);

    public void Add(Subscriber subscriber)
    {
        var (selection, form) = (subscriber.Selection, subscriber.Outbox.Form);
        if (!_views.TryGetValue((selection.Key, form), out var view))
        {
            _views[(selection.Key, form)] = view = new LiveView(selection, form);
            foreach (var topic in selection.Topics)
            {
                ListOf(_byTopic, topic).Add(view);
                ListOf(_byOrganisation, (selection.OrgId, topic)).Add(view);
            }
        }

        subscriber.Selection = view.Selection; // its own is the same and can go
        (subscriber.View, subscriber.Slot) = (view, view.Subscribers.Count);
        view.Subscribers.Add(subscriber);
    }

    public void Remove(Subscriber subscriber)
    {
        if (subscriber.View is not { } view)
            return;

        var last = view.Subscribers[^1];
        view.Subscribers[subscriber.Slot] = last;
        last.Slot = subscriber.Slot;
        view.Subscribers.RemoveAt(view.Subscribers.Count - 1);
        subscriber.View = null;

        if (view.Subscribers.Count == 0)
            Remove(view);
    }

    /// <summary>Whether somebody may want the row, before its text is known.</summary>
    public bool Concerns(LiveEvent row) =>
        row.IsPublic ? _byTopic.ContainsKey(row.Topic)
        : _byOrganisation.ContainsKey((row.OrgId, row.Topic)) || (row.IsOfBoard && _byOrganisation.ContainsKey((row.OrgId, Topic.Tasks)));

    /// <summary>Hands every row to the views it concerns, then each view its rows at once, with their bytes.</summary>
    public void Deliver(IReadOnlyList<LiveEvent> rows, Action<LiveView, IReadOnlyList<LiveEvent>, ReadOnlyMemory<byte>> deliver)
    {
        foreach (var row in rows)
        {
            Touch(row, row.IsPublic ? _byTopic.GetValueOrDefault(row.Topic) : _byOrganisation.GetValueOrDefault((row.OrgId, row.Topic)));
            if (row.IsOfBoard)
                Touch(row, _byOrganisation.GetValueOrDefault((row.OrgId, Topic.Tasks)));
        }

        LiveEvent[] made = [];
        var (bytes, form) = (ReadOnlyMemory<byte>.Empty, LiveForm.ServerSentEvents);
        foreach (var view in _touched.OrderBy(view => view.Form))
        {
            // Views mostly see the same rows: their bytes are joined once.
            if (view.Form != form || !view.Batch.SequenceEqual(made))
                (made, form, bytes) = ([.. view.Batch], view.Form, Frames.Join(view.Batch, view.Form));

            view.Batch.Clear();
            deliver(view, made, bytes);
        }

        _touched.Clear();
    }

    private void Touch(LiveEvent row, List<LiveView>? concerned)
    {
        foreach (var view in concerned ?? [])
        {
            // One that follows a task and all tasks is met twice.
            if ((view.Batch is [.., var last] && ReferenceEquals(last, row)) || !view.Selection.Includes(row))
                continue;

            if (view.Batch.Count == 0)
                _touched.Add(view);

            view.Batch.Add(row);
        }
    }

    private void Remove(LiveView view)
    {
        _views.Remove((view.Selection.Key, view.Form));
        foreach (var topic in view.Selection.Topics)
        {
            Drop(_byTopic, topic, view);
            Drop(_byOrganisation, (view.Selection.OrgId, topic), view);
        }
    }

    private static List<LiveView> ListOf<TKey>(Dictionary<TKey, List<LiveView>> index, TKey key) where TKey : notnull =>
        index.TryGetValue(key, out var list) ? list : index[key] = [];

    private static void Drop<TKey>(Dictionary<TKey, List<LiveView>> index, TKey key, LiveView view) where TKey : notnull
    {
        if (index.TryGetValue(key, out var list) && list.Remove(view) && list.Count == 0)
            index.Remove(key);
    }
}
