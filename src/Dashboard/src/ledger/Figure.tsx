import type { ReactNode } from "react";

/** One figure that is not a plain count. */
export function Figure({ name, value, note }: { name: string; value: string | undefined; note?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col rounded-lg border border-line bg-panel px-4 py-3">
      <dt className="truncate text-xs text-soft">{name}</dt>
      <dd className="mt-0.5">
        <span className="tabular text-xl font-semibold tracking-tight">{value ?? <span className="inline-block h-6 w-16 animate-pulse rounded bg-raised align-middle" />}</span>
        {note && <span className="block truncate text-xs text-soft">{note}</span>}
      </dd>
    </div>
  );
}
