import { useEffect, useRef, useSyncExternalStore } from "react";

export interface Shortcut {
  keys: string;
  does: string;
  run: (event: KeyboardEvent) => void;
}

interface Group {
  title: string;
  shortcuts: Shortcut[];
}

let groups: Group[] = [];
const listeners = new Set<() => void>();
let pending = "";
let forget: ReturnType<typeof setTimeout> | undefined;

const changed = (next: Group[]) => {
  groups = next;
  for (const listener of listeners) listener();
};

/** Shortcuts of a page, as long as it is shown. They are silent while somebody types or a dialog is open. */
export function useShortcuts(title: string, shortcuts: Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const shape = shortcuts.map((shortcut) => shortcut.keys + shortcut.does).join("|");
  useEffect(() => {
    const group: Group = {
      title,
      shortcuts: latest.current.map(({ keys, does }) => ({ keys, does, run: (event) => latest.current.find((one) => one.keys === keys)?.run(event) })),
    };
    changed([...groups, group]);
    return () => changed(groups.filter((one) => one !== group));
  }, [title, shape]);
}

export const useShortcutGroups = (): Group[] =>
  useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => groups);

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== "checkbox");

const nameOf = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.shiftKey && event.key.length > 1 ? "Shift+" : "") + (event.key === " " ? "Space" : event.key);

addEventListener("keydown", (event) => {
  const name = nameOf(event);
  if (event.defaultPrevented || event.altKey) return;
  if (!name.startsWith("Ctrl+") && (isTyping(event.target) || document.querySelector("[role=dialog]"))) return;
  if (/^(Enter|Space)$/.test(name) && event.target instanceof HTMLElement && event.target.closest("button, a, summary")) return;

  const sequence = pending ? `${pending} ${name}` : name;
  const all = groups.toReversed().flatMap((group) => group.shortcuts);
  const shortcut = all.find((one) => one.keys === sequence) ?? all.find((one) => one.keys === name);
  clearTimeout(forget);
  pending = "";
  if (shortcut) {
    event.preventDefault();
    shortcut.run(event);
  } else if (all.some((one) => one.keys.startsWith(`${name} `))) {
    pending = name;
    forget = setTimeout(() => (pending = ""), 1_200);
  }
});
