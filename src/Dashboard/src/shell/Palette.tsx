import * as Radix from "@radix-ui/react-dialog";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command, defaultFilter } from "cmdk";
import { FileText, Keyboard, LogOut, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { label } from "../common/format";
import { useDebounced } from "../common/useDebounced";
import { searchOf } from "../search/queries";
import { useIsAdmin } from "../server/me";
import { useSignOut } from "./Account";
import { pages } from "./pages";
import { setTheme } from "./theme";

const row = "flex cursor-default items-center gap-2.5 rounded-md px-3 py-2 text-sm data-[selected=true]:bg-accent-soft";
const heading = "**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-soft";

// Notes were found by the server already, and by meaning: their words need not match.
const match = (value: string, text: string) => (value.startsWith("note ") ? 0.5 : defaultFilter(value, text));

/** Everything in one box: pages, notes and actions. */
export default function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const [text, setText] = useState("");
  const query = useDebounced(text.trim(), 200);
  const navigate = useNavigate();
  const signOut = useSignOut();
  const isAdmin = useIsAdmin();
  const notes = useQuery({ ...searchOf({ q: query, size: 10 }), enabled: query.length >= 2 });
  const does = (run: () => void) => () => { onClose(); run(); };

  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-40 bg-[#05070b]/60" aria-hidden />
        <Radix.Content aria-describedby={undefined} className="fixed top-[10dvh] left-1/2 z-50 w-[calc(100vw-1.5rem)] max-w-xl -translate-x-1/2 animate-appear overflow-hidden rounded-xl border border-line bg-panel shadow-2xl">
          <Radix.Title className="sr-only">Command palette</Radix.Title>
          <Command label="Command palette" loop filter={match}>
            <Command.Input autoFocus value={text} onValueChange={setText} placeholder="A page, a note, an action…" className="w-full border-b border-line bg-transparent px-4 py-3.5 text-base outline-none placeholder:text-soft" />
            <Command.List className="max-h-[55dvh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-sm text-soft">{notes.isFetching ? "Searching…" : "Nothing found"}</Command.Empty>
              <Command.Group heading="Pages" className={heading}>
                {pages.filter((page) => isAdmin || !page.admin).map(({ to, name, keys, icon: Icon }) => (
                  <Command.Item key={to} value={`page ${name}`} onSelect={does(() => void navigate({ to }))} className={row}>
                    <Icon size={16} className="text-soft" aria-hidden /><span className="flex-1">{name}</span><kbd className="font-mono text-2xs text-soft">{keys}</kbd>
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading="Actions" className={heading}>
                <Command.Item value="dark theme" onSelect={does(() => setTheme("dark"))} className={row}><Moon size={16} className="text-soft" aria-hidden />Dark theme</Command.Item>
                <Command.Item value="light theme" onSelect={does(() => setTheme("light"))} className={row}><Sun size={16} className="text-soft" aria-hidden />Light theme</Command.Item>
                <Command.Item value="keyboard shortcuts help" onSelect={does(onHelp)} className={row}><Keyboard size={16} className="text-soft" aria-hidden />Shortcuts</Command.Item>
                <Command.Item value="sign out" onSelect={does(() => void signOut())} className={row}><LogOut size={16} className="text-soft" aria-hidden />Sign out</Command.Item>
              </Command.Group>
              {notes.data && notes.data.results.length > 0 && (
                <Command.Group heading="Notes" className={heading}>
                  {notes.data.results.map((hit) => (
                    <Command.Item key={hit.id} value={`note ${hit.id}`} onSelect={does(() => void navigate({ to: "/knowledge/$id", params: { id: hit.id } }))} className={row}>
                      <FileText size={16} className="shrink-0 text-soft" aria-hidden /><span className="min-w-0 flex-1 truncate">{hit.title}</span><span className="text-xs text-soft">{label(hit.category)}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
