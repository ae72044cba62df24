import { Link } from "@tanstack/react-router";
import { CircleUser } from "lucide-react";
import type { Ref } from "react";
import { Badge, type Tone } from "../common/Surface";
import { label } from "../common/format";
import { Age } from "../common/Time";
import { useNameOf } from "../people/names";
import type { TaskPriority, TaskRow } from "../server/types";

export const priorities: Record<TaskPriority, Tone> = { urgent: "bad", high: "warn", medium: "plain", low: "plain" };

interface Props {
  ref: Ref<HTMLLIElement>;
  index: number;
  /** Where it stands in its column, in pixels. */
  start: number;
  count: number;
  card: TaskRow;
  focused: boolean;
  onFocus: () => void;
  onDrag: (card: TaskRow | null) => void;
}

export function BoardCard({ ref, index, start, count, card, focused, onFocus, onDrag }: Props) {
  const nameOf = useNameOf();
  return (
    <li
      ref={ref} data-index={index} aria-posinset={index + 1} aria-setsize={count} style={{ transform: `translateY(${start}px)` }}
      id={`row-${card.id}`} tabIndex={-1} data-focused={focused || undefined} draggable
      onDragStart={(event) => { event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", card.title); onFocus(); onDrag(card); }}
      onDragEnd={() => onDrag(null)}
      className="absolute inset-x-0 top-0 cursor-grab rounded-md border border-line bg-ground px-3 py-2.5 hover:border-strong focus-visible:-outline-offset-2 data-focused:border-accent data-focused:bg-accent-soft"
    >
      <Link to="/tasks/$id" params={{ id: card.id }} preload={false} draggable={false} className="block text-sm font-medium break-words hover:underline">{card.title}</Link>
      <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-soft">
        {(card.priority === "urgent" || card.priority === "high") && <Badge tone={priorities[card.priority]}>{label(card.priority)}</Badge>}
        {card.category && <Badge>{card.category}</Badge>}
        {card.assignee_id && <span className="flex min-w-0 items-center gap-1"><CircleUser size={12} className="shrink-0" aria-label="Assigned to" role="img" /><span className="truncate">{nameOf(card.assignee_id)}</span></span>}
        {card.due_date && <span>due {new Date(card.due_date).toLocaleDateString("en", { day: "numeric", month: "short" })}</span>}
        <Age of={card.updated_at} className="ml-auto" />
      </p>
    </li>
  );
}
