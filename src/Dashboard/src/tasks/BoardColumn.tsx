import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef } from "react";
import { Button } from "../common/Button";
import { number } from "../common/format";
import type { TaskRow } from "../server/types";
import { BoardCard } from "./BoardCard";

interface Props {
  name: string;
  cards: TaskRow[];
  total: number;
  at: string | undefined;
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
  onFocus: (id: string) => void;
  onDrag: (card: TaskRow | null) => void;
}

/** One column; only the cards in sight are in the page, however many there are. */
export function BoardColumn({ name, cards, total, at, hasMore, loading, onMore, onFocus, onDrag }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: cards.length, getScrollElement: () => box.current, estimateSize: () => 72, gap: 8, overscan: 6, getItemKey: (index) => cards[index]?.id ?? index });
  const index = at === undefined ? -1 : cards.findIndex((card) => card.id === at);
  const scroll = useRef(rows.scrollToIndex);
  scroll.current = rows.scrollToIndex;
  useLayoutEffect(() => {
    if (index >= 0) scroll.current(index, { align: "auto" });
  }, [index, at]);

  return (
    <>
      <h2 className="flex items-baseline justify-between border-b border-line px-3 py-2 text-sm font-semibold">{name}<span className="tabular text-xs font-normal text-soft">{number(total)}</span></h2>
      <div ref={box} className="max-h-[calc(100dvh-16rem)] overflow-y-auto p-2">
        {cards.length === 0
          ? <p className="px-1 py-3 text-center text-xs text-soft">Nothing here</p>
          : (
            <ul className="relative" style={{ height: rows.getTotalSize() }}>
              {rows.getVirtualItems().map((row) => {
                const card = cards[row.index];
                return card && (
                  <BoardCard key={row.key} ref={rows.measureElement} index={row.index} start={row.start} count={total} card={card} focused={card.id === at} onFocus={() => onFocus(card.id)} onDrag={onDrag} />
                );
              })}
            </ul>
          )}
        {hasMore && <div className="pt-2 text-center"><Button busy={loading} onClick={onMore}>Older</Button></div>}
      </div>
    </>
  );
}
