import type { ReactNode } from "react";
import { compact, number } from "./format";
import { Sparkline } from "./Sparkline";

interface Props {
  name: string;
  value: number | undefined;
  note?: ReactNode;
  /** By hour, the last day. */
  series?: number[] | undefined;
  /** It could not be read: then nothing is on its way. */
  failed?: boolean;
}

/** One figure, with where it came from. */
export function Tile({ name, value, note, series, failed }: Props) {
  return (
    <div className="flex min-w-0 flex-col rounded-lg border border-line bg-panel px-4 pt-3 pb-3">
      <dt className="truncate text-xs text-soft">{name}</dt>
      <dd className="mt-0.5 flex flex-1 flex-col">
        <span className="flex items-end justify-between gap-4">
          <span className="tabular text-2xl font-semibold tracking-tight" title={value === undefined ? undefined : number(value)}>
            {value === undefined ? failed ? <span className="text-soft" title="Could not be read">–</span> : <span className="inline-block h-6 w-16 animate-pulse rounded bg-raised align-middle" /> : compact(value)}
          </span>
          {series && series.length > 1 && <span className="mb-1 w-1/2 max-w-36"><Sparkline values={series} label={`${name}, last 24 hours`} /></span>}
        </span>
        {note && <span className="block truncate text-xs text-soft">{note}</span>}
      </dd>
    </div>
  );
}
