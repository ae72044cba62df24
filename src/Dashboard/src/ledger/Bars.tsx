import { useState, type KeyboardEvent } from "react";
import { Button } from "../common/Button";
import { Panel } from "../common/Surface";
import { Table, Cell } from "../common/Table";

export interface Bar {
  key: string;
  name: string;
  value: number;
  text: string;
  note: string;
  /** The part that failed, of the value. */
  bad?: number;
}

interface Props {
  title: string;
  note: string;
  bars: Bar[];
  onOpen: (key: string) => void;
}

/** Bars that can be walked with the arrow keys and opened: each stands for the runs behind it. */
export function Bars({ title, note, bars, onOpen }: Props) {
  const [asTable, setAsTable] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const most = Math.max(...bars.map((bar) => bar.value), 0) || 1;
  const shown = bars[at ?? bars.length - 1];
  const walk = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min((at ?? bars.length - 1) + step, bars.length - 1));
    setAt(next);
    event.currentTarget.querySelectorAll("button")[next]?.focus();
  };
  return (
    <Panel title={title} note={note} actions={<Button kind="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>{asTable ? "Chart" : "Table"}</Button>}>
      {asTable ? (
        <div className="max-h-80 overflow-y-auto">
          <Table label={title} heads={["When (UTC)", "Figure", "Detail"]} right={["Figure"]}>
            {bars.toReversed().map((bar) => <tr key={bar.key}><Cell className="whitespace-nowrap"><button type="button" className="text-accent underline" onClick={() => onOpen(bar.key)}>{bar.name}</button></Cell><Cell className="tabular text-right">{bar.text}</Cell><Cell className="text-soft">{bar.note}</Cell></tr>)}
          </Table>
        </div>
      ) : (
        <div className="px-4 pt-3 pb-3">
          <p className="tabular mb-2 flex justify-between gap-3 text-xs text-soft"><span>{shown?.name}</span><span><span className="font-medium text-ink">{shown?.text}</span> · {shown?.note}</span></p>
          <div className="relative">
          <p aria-hidden className="tabular pointer-events-none absolute inset-x-0 top-0 border-t border-line pt-0.5 text-2xs text-soft">{bars.find((bar) => bar.value === most)?.text}</p>
          <div role="group" aria-label={`${title}; arrow keys walk, Enter shows the runs`} className="flex h-52 items-end gap-px" onKeyDown={walk} onPointerLeave={() => setAt(null)}>
            {bars.map((bar, index) => (
              <button
                key={bar.key} type="button" tabIndex={index === (at ?? bars.length - 1) ? 0 : -1} aria-label={`${bar.name}: ${bar.text}, ${bar.note}`}
                onFocus={() => setAt(index)} onPointerEnter={() => setAt(index)} onClick={() => onOpen(bar.key)}
                className="group flex h-full min-w-0 flex-1 flex-col justify-end rounded-sm hover:bg-raised"
              >
                <span aria-hidden className={`block w-full rounded-t-sm ${index === at ? "bg-accent" : "bg-accent/70"}`} style={{ height: `${(bar.value / most) * 100}%`, minHeight: bar.value > 0 ? 2 : 0 }} />
                {bar.bad ? <span aria-hidden className="block w-full bg-bad-bar" style={{ height: 3 }} /> : null}
              </button>
            ))}
          </div>
          </div>
          <p aria-hidden className="tabular mt-1 flex justify-between text-2xs text-soft"><span>{bars[0]?.name}</span>{bars.some((bar) => bar.bad) && <span className="flex items-center gap-1.5"><span className="h-[3px] w-4 bg-bad-bar" />with failed runs</span>}<span>{bars.at(-1)?.name}</span></p>
        </div>
      )}
    </Panel>
  );
}
