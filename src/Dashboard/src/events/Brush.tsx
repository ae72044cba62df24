import { useRef, useState, type PointerEvent } from "react";
import { number } from "../common/format";

export interface Bucket {
  bucket: string;
  count: number;
}

interface Props {
  buckets: Bucket[];
  since: string | undefined;
  until: string | undefined;
  onRange: (range: { since: string; until: string } | null) => void;
}

const HOUR = 3_600_000;
const EVERY = 4; // bars have an hour written under them
const hour = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const clock = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Events by hour. Dragging over the bars, or Enter and Shift+Enter on them, narrows the list to that time. */
export function Brush({ buckets, since, until, onRange }: Props) {
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const [at, setAt] = useState(buckets.length - 1);
  const bars = useRef<(HTMLButtonElement | null)[]>([]);
  const high = Math.max(1, ...buckets.map(({ count }) => count));
  const startOf = (index: number) => Date.parse(buckets[index]?.bucket ?? "");
  const choose = (one: number, other: number) => {
    const [low, top] = [Math.min(one, other), Math.max(one, other)];
    onRange({ since: new Date(startOf(low)).toISOString(), until: new Date(startOf(top) + HOUR).toISOString() });
  };
  const isChosen = (index: number) =>
    from !== null && to !== null ? index >= Math.min(from, to) && index <= Math.max(from, to)
    : since !== undefined && startOf(index) >= Date.parse(since) && (until === undefined || startOf(index) < Date.parse(until));
  const move = (by: number) => {
    const next = Math.max(0, Math.min(at + by, buckets.length - 1));
    setAt(next);
    bars.current[next]?.focus();
  };
  const indexUnder = ({ clientX, clientY }: PointerEvent) => bars.current.indexOf(document.elementFromPoint(clientX, clientY)?.closest("button") ?? null);
  return (
    <div className="px-4 pt-3 pb-2">
    <div
      role="group" aria-label="Events by hour; choose hours to narrow the list" className="flex h-20 touch-none items-stretch gap-px"
      onPointerMove={(event) => { const index = from === null ? -1 : indexUnder(event); if (index >= 0) setTo(index); }}
      onPointerUp={() => { if (from !== null) choose(from, to ?? from); setFrom(null); setTo(null); }}
      onPointerLeave={() => { setFrom(null); setTo(null); }}
    >
      {buckets.map(({ bucket, count }, index) => (
        <button
          key={bucket} type="button" ref={(element) => { bars.current[index] = element; }} tabIndex={index === at ? 0 : -1} aria-pressed={isChosen(index)}
          aria-label={`${clock.format(new Date(bucket))}: ${number(count)} events`} title={`${clock.format(new Date(bucket))}: ${number(count)} events`}
          className={`group flex min-w-0 flex-1 items-end rounded-sm ${isChosen(index) ? "bg-accent-soft" : "hover:bg-raised"}`}
          onPointerDown={(event) => { event.currentTarget.releasePointerCapture(event.pointerId); setFrom(index); setTo(index); setAt(index); }}
          onKeyDown={(event) => {
            if (event.key === "ArrowRight") move(1);
            else if (event.key === "ArrowLeft") move(-1);
            else if (event.key === "Enter" && event.shiftKey && since) { event.preventDefault(); choose(index, buckets.findIndex((one) => Date.parse(one.bucket) >= Date.parse(since))); }
            else if (event.key === "Enter") { event.preventDefault(); choose(index, index); }
            else if (event.key === "Escape") onRange(null);
          }}
        >
          <span className={`w-full rounded-t-sm ${isChosen(index) ? "bg-accent" : "bg-accent/60 group-hover:bg-accent"}`} style={{ height: count === 0 ? 1 : `${Math.max(4, (count / high) * 100)}%` }} />
        </button>
      ))}
    </div>
    <p aria-hidden className="tabular mt-1 flex text-2xs text-soft">
      {buckets.map(({ bucket }, index) => <span key={bucket} className="w-0 flex-1 whitespace-nowrap">{index % EVERY === 0 ? hour.format(new Date(bucket)) : ""}</span>)}
    </p>
    </div>
  );
}
