import { useSyncExternalStore } from "react";
import { ago, agoText, dateOf, exact, type Instant } from "./format";

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

export function Age({ of, className = "", long }: { of: Instant; className?: string; long?: boolean }) {
  const current = useNow();
  return (
    <time dateTime={dateOf(of).toISOString()} title={exact(of)} className={`tabular whitespace-nowrap ${className}`}>
      {long ? agoText(of, current) : ago(of, current)}
    </time>
  );
}
