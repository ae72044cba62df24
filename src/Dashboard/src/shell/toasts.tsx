import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { sentenceOf, problemOf } from "../server/problem";
import { Button } from "../common/Button";

interface Toast {
  id: number;
  text: string;
  tone: "plain" | "good" | "bad";
  action?: { label: string; shortcut?: string; run: () => void } | undefined;
  note?: string | undefined;
}

let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

const changed = (now: Toast[]) => {
  toasts = now;
  for (const listener of listeners) listener();
};

export function dismiss(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  changed(toasts.filter((toast) => toast.id !== id));
}

const lingering = (id: number, time: number) => timers.set(id, setTimeout(() => dismiss(id), time));

export function toast(text: string, options: Partial<Omit<Toast, "id" | "text">> = {}): number {
  const id = next++;
  changed([...toasts.slice(-3), { id, text, tone: "plain", ...options }]);
  lingering(id, options.action || options.tone === "bad" ? 10_000 : 4_500);
  return id;
}

export function toastError(error: unknown, what?: string): void {
  const problem = problemOf(error);
  toast(`${what ? `${what} ` : ""}${sentenceOf(error)}`, {
    tone: "bad",
    note: problem.traceId ? `${problem.code} · trace ${problem.traceId}` : problem.code,
  });
}

const edges = { plain: "border-line", good: "border-good/50", bad: "border-bad/60" };

export function Toasts() {
  const shown = useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => toasts);
  return (
    <div role="region" aria-label="Messages" aria-live="polite" className="pointer-events-none fixed right-3 bottom-3 z-[60] flex w-[min(26rem,calc(100vw-1.5rem))] flex-col gap-2">
      {shown.map((one) => (
        <div
          key={one.id}
          onPointerEnter={() => clearTimeout(timers.get(one.id))}
          onPointerLeave={() => lingering(one.id, 3_000)}
          className={`pointer-events-auto flex animate-appear items-start gap-3 rounded-lg border bg-raised px-3.5 py-2.5 text-sm shadow-xl ${edges[one.tone]}`}
        >
          <div className="min-w-0 flex-1 py-0.5">
            <p className="break-words">{one.text}</p>
            {one.note && <p className="mt-0.5 font-mono text-2xs break-all text-soft">{one.note}</p>}
          </div>
          {one.action && (
            <Button kind="plain" className="min-h-7 shrink-0 py-0.5" {...(one.action.shortcut ? { shortcut: one.action.shortcut } : {})}
              onClick={() => { dismiss(one.id); one.action?.run(); }}>
              {one.action.label}
            </Button>
          )}
          <button type="button" aria-label="Dismiss" className="rounded p-1 text-soft hover:text-ink" onClick={() => dismiss(one.id)}><X size={14} aria-hidden /></button>
        </div>
      ))}
    </div>
  );
}
