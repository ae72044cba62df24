import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Inbox } from "lucide-react";
import { useMemo, useState } from "react";
import { CategoryChoice } from "../common/CategoryChoice";
import { number } from "../common/format";
import { Empty, Failure } from "../common/States";
import { Loading, Page, Panel } from "../common/Surface";
import { useAt } from "../common/useAt";
import { useWide } from "../common/useWide";
import { useLive } from "../live/live";
import { useShortcuts } from "../shell/keys";
import { alike } from "./alike";
import { BulkBar } from "./BulkBar";
import { Cockpit } from "./Cockpit";
import { queueOf } from "./queue";
import { QueueList } from "./QueueList";
import { useChosen } from "./useChosen";
import { approve, isMine, tellDecided, undo, type Candidate } from "./review";
import { ReviewDialogs, type Open } from "./ReviewDialogs";

const route = getRouteApi("/shell/contributions");

/** The review queue: hundreds of contributions without touching the mouse. */
export function Queue() {
  const { category } = route.useSearch();
  const [at, move] = useAt();
  const navigate = useNavigate();
  const wide = useWide(1180);
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(queueOf(category));
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const total = data?.pages[0]?.total ?? 0;
  const ids = useMemo(() => items.map((item) => item.id), [items]);
  const [selected, setSelected] = useChosen(ids);
  const [dialog, setDialog] = useState<Open>(null);
  const [place, setPlace] = useState(0);

  // The focused row may have left the queue: the one that took its place comes next.
  const found = items.findIndex((item) => item.id === at);
  const index = Math.max(0, Math.min(found >= 0 ? found : place, items.length - 1));
  const focused = items[index];
  const chosen: Candidate[] = selected.size > 0 ? items.filter((item) => selected.has(item.id)) : focused ? [focused] : [];

  const go = (next: number) => {
    const target = Math.max(0, Math.min(next, items.length - 1));
    setPlace(target);
    move(items[target]?.id);
  };
  const toggle = (id: string) => setSelected((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id])));
  const open = (id: string) => void navigate({ to: "/contributions/$id", params: { id } });
  const finish = () => {
    setPlace(index);
    setSelected(() => new Set());
    setDialog(null);
  };
  const openItem = (id: string) => void navigate({ to: "/knowledge/$id", params: { id } });
  const approveChosen = () => {
    if (chosen.length > 1) setDialog({ kind: "approve", candidates: chosen });
    else if (chosen.length === 1) {
      finish();
      void approve(chosen, undefined, openItem);
    }
  };

  useLive((messages) => {
    for (const { name, data: told } of messages) {
      const id = String(told["contribution_id"]);
      if (name === "contribution_decided" && !isMine(id) && focused?.id === id) void tellDecided(focused);
    }
  });

  useShortcuts("Review", [
    { keys: "j", does: "Next", run: () => go(index + 1) },
    { keys: "k", does: "Previous", run: () => go(index - 1) },
    { keys: "ArrowDown", does: "Next", run: () => go(index + 1) },
    { keys: "ArrowUp", does: "Previous", run: () => go(index - 1) },
    { keys: "Enter", does: "Open the cockpit", run: () => focused && open(focused.id) },
    { keys: "a", does: "Approve", run: approveChosen },
    { keys: "e", does: "Edit, then approve", run: () => focused && setDialog({ kind: "edit", id: focused.id }) },
    { keys: "r", does: "Reject with a reason", run: () => chosen.length > 0 && setDialog({ kind: "reject", candidates: chosen }) },
    { keys: "u", does: "Undo the last rejection", run: () => void undo() },
    { keys: "x", does: "Select", run: () => { if (focused) { toggle(focused.id); go(index + 1); } } },
    { keys: "d", does: "Select all that are alike", run: () => focused && setSelected(() => new Set(alike(focused, items).map((item) => item.id))) },
    { keys: "Ctrl+a", does: "Select everything loaded", run: () => setSelected(() => new Set(items.map((item) => item.id))) },
    { keys: "Escape", does: "Select nothing", run: () => setSelected(() => new Set()) },
  ]);

  const count = total === 0 ? "Nothing is waiting." : `${number(total)} waiting, newest first.`;
  return (
    <Page title="Review" note={isPending ? "Loading the queue." : data ? count : undefined} actions={
      <CategoryChoice value={category} onChange={(next) => { setSelected(() => new Set()); void navigate({ to: "/contributions", search: next ? { category: next } : {} }); }} />
    }>
      {error && !data ? <Panel><Failure error={error} retry={() => void refetch()} /></Panel>
        : isPending ? <Panel><Loading rows={8} height="h-14" /></Panel>
        : items.length === 0 ? <Panel><NothingWaits /></Panel>
        : (
          <div className="grid min-h-0 items-start gap-4" style={wide ? { gridTemplateColumns: "minmax(20rem, 26rem) minmax(0, 1fr)" } : {}}>
            <Panel className="sticky top-16 flex flex-col overflow-hidden">
              <BulkBar
                selected={selected.size} loaded={items.length} focused={focused} onApprove={approveChosen} onClear={() => setSelected(() => new Set())}
                onReject={() => setDialog({ kind: "reject", candidates: chosen })}
                onKeep={() => focused && setDialog({ kind: "keep", keep: focused, others: chosen.filter((one) => one.id !== focused.id) })}
                canKeep={selected.size > 1 && focused !== undefined && selected.has(focused.id)}
              />
              <QueueList
                items={items} index={index} selected={selected} hasMore={hasNextPage && !isFetchingNextPage}
                onMore={() => void fetchNextPage()} onToggle={toggle} onFocus={(next) => (wide ? go(next) : open(items[next]?.id ?? ""))}
              />
            </Panel>
            {wide && focused && (
              <Cockpit key={focused.id} id={focused.id} narrow onApprove={approveChosen} onEdit={() => setDialog({ kind: "edit", id: focused.id })} onReject={() => setDialog({ kind: "reject", candidates: chosen })} />
            )}
          </div>
        )}
      <ReviewDialogs open={dialog} onClose={() => setDialog(null)} onDecided={finish} />
    </Page>
  );
}

function NothingWaits() {
  return (
    <Empty
      icon={<Inbox size={32} aria-hidden />} title="The queue is empty"
      command={`curl -X POST ${location.origin}/api/v1/contributions \\\n  -H "X-API-Key: hm_…" -H "Content-Type: application/json" \\\n  -d '{"content": "What you learned, in a few sentences.", "category": "tooling"}'`}
    >
      New contributions appear here the moment an agent sends them.
    </Empty>
  );
}
