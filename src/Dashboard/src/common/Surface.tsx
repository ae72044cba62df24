import type { ReactNode } from "react";

export function Page({ title, note, actions, children }: { title: string; note?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto flex w-full max-w-[110rem] flex-col gap-4 px-3 py-4 sm:px-6 sm:py-6">
      <title>{`${title} · Hivemind`}</title>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {note && <p className="mt-0.5 text-sm text-soft">{note}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Panel({ title, note, actions, children, className = "" }: { title?: ReactNode; note?: ReactNode; actions?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={`min-w-0 rounded-lg border border-line bg-panel ${className}`}>
      {(title || actions) && (
        <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-1.5 min-h-11">
          <h2 className="text-sm font-semibold">{title}{note && <span className="ml-2 font-normal text-soft">{note}</span>}</h2>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

const tones = {
  plain: "bg-raised text-soft",
  accent: "bg-accent-soft text-accent",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
};

export type Tone = keyof typeof tones;

export function Badge({ tone = "plain", children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return <span title={title} className={`inline-flex items-center gap-1 rounded px-1.5 py-0.5 text-xs whitespace-nowrap ${tones[tone]}`}>{children}</span>;
}

export function Key({ children }: { children: ReactNode }) {
  return <kbd className="inline-block min-w-5 rounded border border-line bg-raised px-1.5 py-0.5 text-center font-mono text-2xs text-soft">{children}</kbd>;
}

/** Rows in the shape of what is coming, so that nothing jumps when it arrives. */
export function Loading({ rows = 4, height = "h-10" }: { rows?: number; height?: string }) {
  return (
    <div role="status" aria-label="Loading" className="flex animate-pulse flex-col gap-2 p-4">
      {Array.from({ length: rows }, (_, row) => <div key={row} className={`rounded bg-raised ${height}`} />)}
    </div>
  );
}
