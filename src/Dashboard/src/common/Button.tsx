import type { ButtonHTMLAttributes, ReactNode } from "react";

const kinds = {
  primary: "bg-accent text-on-accent hover:opacity-90 font-medium",
  plain: "bg-raised text-ink border border-line hover:border-strong",
  quiet: "text-soft hover:text-ink hover:bg-raised",
  danger: "bg-bad-soft text-bad border border-bad/40 hover:border-bad",
  good: "bg-good-soft text-good border border-good/40 hover:border-good",
};

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: keyof typeof kinds;
  icon?: ReactNode;
  shortcut?: string;
  busy?: boolean;
}

export function Button({ kind = "plain", icon, shortcut, busy, children, className = "", disabled, ...rest }: Props) {
  return (
    <button
      type="button"
      disabled={disabled || busy}
      aria-keyshortcuts={shortcut}
      aria-busy={busy || undefined}
      className={`inline-flex min-h-8 items-center justify-center gap-1.5 rounded-md px-3 py-1 text-sm transition-colors disabled:cursor-not-allowed disabled:opacity-50 ${kinds[kind]} ${className}`}
      {...rest}
    >
      {icon}
      {children}
      {shortcut && <kbd aria-hidden className="ml-0.5 hidden rounded border border-current/30 px-1 font-mono text-2xs sm:inline">{shortcut}</kbd>}
    </button>
  );
}
