import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState, type MouseEvent, type ReactNode } from "react";
import { Table, type Heads } from "./Table";
import { useRows } from "./useRows";

interface Props<T> extends Heads {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  cells: (item: T) => ReactNode;
  /** What Enter does; without it, Enter leads to the first control of the row. */
  open?: (item: T) => void;
}

const MANY = 200;

/** The rows of a table, with keys; of many, only those in sight are in the page. */
export function Rows<T>({ label, heads, right = [], wide = [], items, keyOf, cells, open }: Props<T>) {
  const rows = useRows(label, items, keyOf, open);
  const many = items.length > MANY;
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((body.current?.getBoundingClientRect().top ?? 0) + scrollY), [many]);
  const window = useWindowVirtualizer({ count: items.length, enabled: many, estimateSize: () => 44, overscan: 20, scrollMargin: top, getItemKey: (at) => (items[at] === undefined ? at : keyOf(items[at])) });
  const scroll = useRef(window.scrollToIndex);
  scroll.current = window.scrollToIndex;
  useLayoutEffect(() => {
    if (many && rows.index >= 0) scroll.current(rows.index, { align: "auto" });
  }, [many, rows.index]);

  const inSight = window.getVirtualItems();
  const shown = many ? inSight.flatMap(({ index }) => items.slice(index, index + 1)) : items;
  const above = many ? (inSight[0]?.start ?? top) - top : 0;
  const below = many ? window.getTotalSize() + top - (inSight.at(-1)?.end ?? top) : 0;
  return (
    <div ref={body}>
      <Table label={label} heads={heads} right={right} wide={wide}>
        {above > 0 && <Gap height={above} />}
        {shown.map((item) => <tr key={keyOf(item)} {...rows.of(item)} onClick={open && ((event) => isPlain(event) && open(item))} className={`${open ? "cursor-pointer hover:bg-raised/50" : ""} data-focused:bg-accent-soft focus-visible:-outline-offset-2`}>{cells(item)}</tr>)}
        {below > 0 && <Gap height={below} />}
      </Table>
    </div>
  );
}

/** A click on the row itself: not on something in it, and not the end of marking a text. */
const isPlain = ({ target }: MouseEvent) => target instanceof Element && !target.closest("a, button, select, input, label") && getSelection()?.isCollapsed !== false;

const Gap = ({ height }: { height: number }) => <tr aria-hidden><td style={{ height }} /></tr>;
