import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useRef, useState } from "react";

// An address holds only so much: of more than these the page itself keeps the selection.
const MOST = 60;
const SHORT = 12;

/** Ids by their ends, which are random; short enough for sixty of them in an address. */
export const toAddress = (ids: ReadonlySet<string>): string | undefined =>
  ids.size === 0 || ids.size > MOST ? undefined : [...ids].map((id) => id.slice(-SHORT)).join(".");

export const fromAddress = (text: string | undefined, ids: readonly string[]): Set<string> => {
  const ends = new Set(text?.split(".") ?? []);
  return new Set(ids.filter((id) => ends.has(id.slice(-SHORT))));
};

/** The selected rows. The address carries them, so that they are still selected after a reload. */
export function useChosen(ids: readonly string[]): [ReadonlySet<string>, (change: (now: ReadonlySet<string>) => ReadonlySet<string>) => void] {
  const { chosen: asked } = useSearch({ from: "/shell/contributions" });
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);

  const latest = useRef<ReadonlySet<string>>(new Set());
  latest.current = chosen ?? fromAddress(asked, ids);

  const choose = useCallback((change: (now: ReadonlySet<string>) => ReadonlySet<string>) => {
    const next = change(latest.current); // keys may come faster than the page is drawn
    latest.current = next;
    setChosen(next);
    void navigate({ to: "/contributions", search: (now) => ({ ...now, chosen: toAddress(next) }), replace: true, resetScroll: false });
  }, [navigate]);
  return [latest.current, choose];
}
