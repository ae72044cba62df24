import { Outlet, useNavigate, useRouter } from "@tanstack/react-router";
import { Command, Menu } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Loading } from "../common/Surface";
import { goLive } from "../live/live";
import { useIsAdmin } from "../server/me";
import { Account } from "./Account";
import { useShortcuts } from "./keys";
import { LiveDot } from "./LiveDot";
import { Navigation } from "./Navigation";
import { pages } from "./pages";
import { Presence } from "./Presence";

/** Fetches the other pages when this one is done, so that moving on needs no server and survives its absence. */
function useLoadPages() {
  const router = useRouter();
  return useCallback(() => {
    void Promise.allSettled([...Object.values(router.routesById).map((route) => router.loadRouteChunk(route)), import("./Palette"), import("./Help")]);
  }, [router]);
}

const Palette = lazy(() => import("./Palette"));
const Help = lazy(() => import("./Help"));

/** What surrounds every page: navigation, palette, help, and the one live connection. */
export function Shell() {
  const [open, setOpen] = useState<"palette" | "help" | "menu" | null>(null);
  const navigate = useNavigate();
  const isAdmin = useIsAdmin();
  const loadPages = useLoadPages();
  useEffect(() => goLive(), []);
  useEffect(() => {
    const timer = setTimeout(loadPages, 3_000);
    return () => clearTimeout(timer);
  }, [loadPages]);
  useShortcuts("Everywhere", [
    { keys: "Ctrl+k", does: "Command palette", run: () => setOpen((now) => (now === "palette" ? null : "palette")) },
    { keys: "?", does: "Show shortcuts", run: () => setOpen("help") },
    { keys: "/", does: "Search", run: () => void navigate({ to: "/search" }) },
    ...pages.filter((page) => isAdmin || !page.admin).map((page) => ({ keys: page.keys, does: `Go to ${page.name}`, run: () => void navigate({ to: page.to }) })),
  ]);

  return (
    <div className="flex min-h-dvh flex-col lg:flex-row">
      <a href="#page" className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-accent focus:px-3 focus:py-1 focus:text-on-accent">Skip to the page</a>
      <Navigation open={open === "menu"} onClose={() => setOpen(null)} />
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 flex h-12 items-center gap-3 border-b border-line bg-ground/95 px-3 sm:px-6">
          <button type="button" aria-label="Menu" aria-expanded={open === "menu"} className="rounded p-1.5 text-soft hover:text-ink lg:hidden" onClick={() => setOpen("menu")}><Menu size={18} aria-hidden /></button>
          <button
            type="button"
            className="flex h-8 w-full max-w-xs items-center gap-2 rounded-md border border-line bg-panel px-2.5 text-sm text-soft hover:border-strong"
            onClick={() => setOpen("palette")}
          >
            <Command size={14} aria-hidden /> <span className="flex-1 truncate text-left">Go to, find, do…</span>
            <kbd aria-hidden className="hidden font-mono text-2xs sm:inline">Ctrl K</kbd>
          </button>
          <div className="ml-auto flex items-center gap-4">
            <Presence />
            <LiveDot />
            <Account onHelp={() => setOpen("help")} />
          </div>
        </header>
        <main id="page" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          <Suspense fallback={<Loading rows={6} />}><Outlet /></Suspense>
        </main>
      </div>
      <Suspense>
        {open === "palette" && <Palette onClose={() => setOpen(null)} onHelp={() => setOpen("help")} />}
        {open === "help" && <Help onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}
