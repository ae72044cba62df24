import { useSyncExternalStore } from "react";
import { ago, dateOf, exact, type Instant } from "./format";

let now = Date.now();
const listeners = new Set<() => void>();
setInterval(() => {
  now = Date.now();
  for (const listener of listeners) listener();
}, 10_000);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** One clock for all ages on the page. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

export function Age({ of, className = "" }: { of: Instant; className?: string }) {
  const current = useNow();
  return (
    <time dateTime={dateOf(of).toISOString()} title={exact(of)} className={`tabular whitespace-nowrap ${className}`}>
      {ago(of, current)}
    </time>
  );
}
