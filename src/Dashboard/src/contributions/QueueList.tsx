import { useVirtualizer } from "@tanstack/react-virtual";
import { Check, ShieldAlert } from "lucide-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import { label, plain } from "../common/format";
import { Badge } from "../common/Surface";
import { Age } from "../common/Time";
import type { PendingSummary } from "../server/types";

const ROW = 76;

interface Props {
  items: PendingSummary[];
  index: number;
  selected: ReadonlySet<string>;
  hasMore: boolean;
  onMore: () => void;
  onFocus: (index: number) => void;
  onToggle: (id: string) => void;
}

/** Only the rows in sight are in the page, however long the queue is. */
export function QueueList({ items, index, selected, hasMore, onMore, onFocus, onToggle }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: items.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 8, getItemKey: (at) => items[at]?.id ?? at });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const focused = items[index]?.id;

  useEffect(() => {
    if (hasMore && last >= items.length - 40) onMore();
  }, [hasMore, last, items.length, onMore]);

  const scroll = useRef(rows.scrollToIndex);
  scroll.current = rows.scrollToIndex;
  useLayoutEffect(() => {
    if (index > 0) scroll.current(index, { align: "auto" });
  }, [index, focused]);

  return (
    <div
      ref={box} role="listbox" tabIndex={0} aria-label="Waiting contributions" aria-multiselectable aria-activedescendant={focused && `row-${focused}`}
      className="max-h-[calc(100dvh-13rem)] min-h-64 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => {
          const item = items[row.index];
          if (!item) return null;
          const isSelected = selected.has(item.id);
          return (
            <div
              key={row.key} id={`row-${item.id}`} role="option" aria-selected={isSelected} aria-posinset={row.index + 1} aria-setsize={items.length}
              data-focused={row.index === index || undefined} onClick={() => onFocus(row.index)}
              className="absolute inset-x-0 flex cursor-pointer gap-3 border-b border-l-2 border-line border-l-transparent px-3 py-2.5 hover:bg-raised data-focused:border-l-accent data-focused:bg-accent-soft"
              style={{ height: ROW, transform: `translateY(${row.start}px)` }}
            >
              <span
                aria-hidden onClick={(event) => { event.stopPropagation(); onToggle(item.id); }}
                className={`mt-0.5 grid size-4.5 shrink-0 place-items-center rounded border ${isSelected ? "border-accent bg-accent text-on-accent" : "border-strong"}`}
              >
                {isSelected && <Check size={13} />}
              </span>
              <span className="min-w-0 flex-1">
                <span className="flex items-baseline gap-2">
                  <span className="min-w-0 flex-1 truncate text-sm font-medium">{plain(item.title)}</span>
                  <Age of={item.created_at} className="text-xs text-soft" />
                </span>
                <span className="block truncate text-xs text-soft">{plain(item.content)}</span>
                <span className="mt-1 flex items-center gap-1.5 overflow-hidden">
                  <Badge>{label(item.category)}</Badge>
                  <span className="truncate text-xs text-soft">{item.source_agent_id}</span>
                  {item.is_sensitive_flagged && <ShieldAlert size={13} className="shrink-0 text-warn" role="img" aria-label="Flagged as sensitive" />}
                  {item.conflict_action && <Badge tone="warn">{label(item.conflict_action.toLowerCase())}</Badge>}
                </span>
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
