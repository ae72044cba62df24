import { Check, Copy as CopyIcon } from "lucide-react";
import { useEffect, useState } from "react";

export function Copy({ text, name, children }: { text: string; name: string; children?: string }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 1500);
    return () => clearTimeout(timer);
  }, [done]);

  return (
    <button
      type="button"
      aria-label={done ? `Copied ${name}` : `Copy ${name}`}
      title={`Copy ${name}`}
      className="-my-1 inline-flex min-h-6 min-w-6 shrink-0 items-center justify-center gap-1 rounded px-1 align-middle text-xs text-soft hover:bg-raised hover:text-ink"
      onClick={async () => {
        await navigator.clipboard.writeText(text);
        setDone(true);
      }}
    >
      {done ? <Check size={14} className="text-good" aria-hidden /> : <CopyIcon size={14} aria-hidden />}
      {children}
    </button>
  );
}
