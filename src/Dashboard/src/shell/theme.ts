import { useSyncExternalStore } from "react";

export type Theme = "dark" | "light" | "system";

const KEY = "hivemind.theme";
const listeners = new Set<() => void>();
const system = matchMedia("(prefers-color-scheme: light)");

const chosen = (): Theme => {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "system" ? stored : "dark";
};

const isLight = () => chosen() === "light" || (chosen() === "system" && system.matches);

function apply(): void {
  document.documentElement.dataset["theme"] = isLight() ? "light" : "dark";
  for (const listener of listeners) listener();
}

system.addEventListener("change", apply);
addEventListener("storage", (event) => event.key === KEY && apply());

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  apply();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useTheme = (): Theme => useSyncExternalStore(subscribe, chosen);

/** "dark" or "light" as it looks now; charts draw with it. */
export const useLook = (): "dark" | "light" => useSyncExternalStore(subscribe, () => (isLight() ? "light" : "dark"));
