import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ListTodo } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../common/Button";
import { label } from "../common/format";
import { Empty, Failure } from "../common/States";
import { Loading, Panel } from "../common/Surface";
import { useAt } from "../common/useAt";
import { useMe } from "../server/me";
import type { TaskRow } from "../server/types";
import { useShortcuts } from "../shell/keys";
import { toast } from "../shell/toasts";
import { BoardColumn } from "./BoardColumn";
import { move } from "./move";
import { columns, moveOf, nextColumn, type Column } from "./moves";
import { cards } from "./queries";

/** The columns, each as far as it is loaded. */
function useBoard() {
  const lists = columns.map((column) => useInfiniteQuery(cards(column)));
  const data = lists.every((list) => list.data)
    ? Object.fromEntries(lists.map((list, at) => [columns[at], list.data?.pages.flatMap(({ items }) => items) ?? []])) as unknown as Record<Column, TaskRow[]>
    : undefined;
  return { lists, data, error: lists.find((list) => list.error && !list.data)?.error, refetch: () => lists.forEach((list) => void list.refetch()) };
}

/** Cards in columns, moved with the mouse or with keys. Everybody's board follows. */
export function Board({ onNew }: { onNew: () => void }) {
  const { lists, data, error, refetch } = useBoard();
  const navigate = useNavigate();
  const me = useMe().id;
  const [at, setAt] = useAt();
  const [dragged, setDragged] = useState<TaskRow | null>(null);
  const [over, setOver] = useState<Column | null>(null);

  const all = data ? columns.flatMap((column) => data[column]) : [];
  const focused = all.find((card) => card.id === at);
  const open = (id: string) => void navigate({ to: "/tasks/$id", params: { id } });
  const shift = (card: TaskRow, to: Column | null) => {
    if (to === null || !moveOf(card, to, me)) return void toast(`“${card.title}” cannot go ${to ? `to ${label(to).toLowerCase()}` : "further"}.`);
    void move(card, to, me);
  };
  const step = (by: number) => {
    if (!data || all.length === 0) return;
    const list = data[(focused?.status ?? all[0]?.status) as Column];
    const next = focused ? list[list.indexOf(focused) + by] : list[0];
    if (next) setAt(next.id);
  };
  const aside = (by: 1 | -1) => {
    if (!data || !focused) return step(0);
    const from = columns.indexOf(focused.status as Column);
    const row = data[focused.status as Column].indexOf(focused);
    for (let to = from + by; to >= 0 && to < columns.length; to += by) {
      const list = data[columns[to] as Column];
      if (list.length > 0) return setAt(list[Math.min(row, list.length - 1)]?.id);
    }
  };
  useShortcuts("Board", [
    { keys: "j", does: "Next card", run: () => step(1) }, { keys: "k", does: "Previous card", run: () => step(-1) },
    { keys: "l", does: "Column to the right", run: () => aside(1) }, { keys: "h", does: "Column to the left", run: () => aside(-1) },
    { keys: "Shift+ArrowRight", does: "Move the card on", run: () => focused && shift(focused, nextColumn(focused, 1, me)) },
    { keys: "Shift+ArrowLeft", does: "Move the card back", run: () => focused && shift(focused, nextColumn(focused, -1, me)) },
    { keys: "Enter", does: "Open the card", run: () => focused && open(focused.id) },
  ]);

  const place = focused?.status;
  useEffect(() => {
    const card = at ? document.getElementById(`row-${at}`) : null;
    const holder = document.activeElement;
    if (card && (!holder || holder === document.body || holder.id === "page" || holder.id.startsWith("row-"))) card.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [at, place]);

  if (error) return <Panel><Failure error={error} retry={refetch} /></Panel>;
  if (!data) return <Panel><Loading rows={5} height="h-16" /></Panel>;
  if (all.length === 0) {
    return (
      <Panel>
        <Empty icon={<ListTodo size={32} aria-hidden />} title="The board is empty" command={`curl -X POST ${location.origin}/api/v1/tasks \\\n  -H "X-API-Key: hm_…" -H "Content-Type: application/json" \\\n  -d '{"title": "Rotate the backup keys", "status": "available"}'`}>
          <p className="mb-3">Put the first task on it, or let an agent do so:</p><Button kind="primary" onClick={onNew}>New task</Button>
        </Empty>
      </Panel>
    );
  }
  return (
    <div className="grid auto-cols-[minmax(15rem,1fr)] grid-flow-col items-start gap-3 overflow-x-auto pb-3" role="region" aria-label="Board" tabIndex={0}>
      {lists.map((list, index) => {
        const column = columns[index] as Column;
        const takes = dragged !== null && moveOf(dragged, column, me) !== null;
        return (
          <section
            key={column} aria-label={label(column)}
            className={`flex min-h-40 min-w-0 flex-col rounded-lg border bg-panel ${over === column && takes ? "border-accent" : "border-line"} ${dragged && !takes && dragged.status !== column ? "opacity-50" : ""}`}
            onDragOver={(event) => { if (takes) { event.preventDefault(); setOver(column); } }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => { event.preventDefault(); if (dragged && takes) shift(dragged, column); setDragged(null); setOver(null); }}
          >
            <BoardColumn
              name={label(column)} cards={data[column]} total={list.data?.pages.at(-1)?.total ?? 0} at={at} onFocus={setAt} onDrag={setDragged}
              hasMore={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()}
            />
          </section>
        );
      })}
    </div>
  );
}
