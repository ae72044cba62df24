import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Hexagon, X } from "lucide-react";
import { useEffect } from "react";
import { compact } from "../common/format";
import { useIsAdmin } from "../server/me";
import { orgStats } from "../server/stats";
import { pages } from "./pages";

const groups = [...new Set(pages.map(({ group }) => group))];

export function Navigation({ open, onClose }: { open: boolean; onClose: () => void }) {
  const isAdmin = useIsAdmin();
  const { data } = useQuery(orgStats);
  const pending = data?.contributions_pending ?? 0;

  useEffect(() => {
    if (!open) return;
    const leave = (event: KeyboardEvent) => event.key === "Escape" && onClose();
    addEventListener("keydown", leave);
    return () => removeEventListener("keydown", leave);
  }, [open, onClose]);

  return (
    <>
      {open && <div className="fixed inset-0 z-40 bg-[#05070b]/60 lg:hidden" aria-hidden onClick={onClose} />}
      <nav
        aria-label="Pages"
        className={`fixed inset-y-0 left-0 z-50 w-60 shrink-0 flex-col border-r border-line bg-panel lg:sticky lg:top-0 lg:z-auto lg:flex lg:h-dvh lg:w-52 ${open ? "flex" : "hidden"}`}
      >
        <div className="flex h-12 items-center gap-2 border-b border-line px-4">
          <Hexagon size={18} className="fill-accent/25 text-accent" aria-hidden />
          <span className="flex-1 font-semibold tracking-tight">Hivemind</span>
          <button type="button" aria-label="Close menu" className="rounded p-1 text-soft hover:text-ink lg:hidden" onClick={onClose}><X size={16} aria-hidden /></button>
        </div>
        <div className="flex flex-col gap-3 overflow-y-auto p-2">
          {groups.map((group) => (
            <ul key={group} aria-label={group} className="flex flex-col gap-0.5">
              {pages.filter((page) => page.group === group && (isAdmin || !page.admin)).map(({ to, name, keys, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    onClick={onClose}
                    title={`${name} (${keys})`}
                    className="group flex items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm text-soft hover:bg-raised hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-ink"
                  >
                    <Icon size={16} aria-hidden className="group-aria-[current=page]:text-accent" />
                    <span className="flex-1">{name}</span>
                    {to === "/contributions" && pending > 0 && (
                      <span className="tabular rounded bg-accent-soft px-1.5 text-xs text-accent group-aria-[current=page]:bg-accent group-aria-[current=page]:text-on-accent">{compact(pending)}<span className="sr-only"> waiting</span></span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          ))}
        </div>
        <a href="/docs/" className="mt-auto px-4 py-3 text-xs text-soft hover:text-ink">API reference</a>
      </nav>
    </>
  );
}
