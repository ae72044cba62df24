import * as Menu from "@radix-ui/react-dropdown-menu";
import { useNavigate } from "@tanstack/react-router";
import { Check, CircleUser, Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { leaveLive } from "../live/live";
import { forget, useMe } from "../server/me";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import { setTheme, useTheme, type Theme } from "./theme";
import { toastError } from "./toasts";

const themes: [Theme, string, typeof Sun][] = [["dark", "Dark", Moon], ["light", "Light", Sun], ["system", "As the system", Monitor]];
const row = "flex cursor-default items-center gap-2.5 rounded px-2 py-1.5 text-sm outline-none data-highlighted:bg-accent-soft";

export function useSignOut() {
  const navigate = useNavigate();
  return async () => {
    try {
      await hive.auth.logout();
    } catch (error) {
      toastError(error, "Signing out failed.");
      return;
    }
    leaveLive();
    forget();
    queries.clear();
    await navigate({ to: "/login" });
  };
}

export function Account({ onHelp }: { onHelp: () => void }) {
  const profile = useMe();
  const theme = useTheme();
  const signOut = useSignOut();
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger aria-label={`Account of ${profile.name}`} className="flex items-center gap-2 rounded-md p-1 text-soft hover:text-ink">
        <CircleUser size={20} aria-hidden /><span className="hidden max-w-32 truncate text-sm md:inline">{profile.name}</span>
      </Menu.Trigger>
        <Menu.Content align="end" sideOffset={6} className="z-50 w-60 rounded-lg border border-line bg-panel p-1.5 shadow-2xl">
          <div className="px-2 py-1.5">
            <p className="truncate text-sm font-medium">{profile.name}</p>
            <p className="truncate text-xs text-soft">{profile.email} · {profile.org_id} · {profile.org_role}</p>
          </div>
          <Menu.Separator className="my-1 h-px bg-line" />
          <Menu.RadioGroup value={theme} onValueChange={(value) => setTheme(value as Theme)} aria-label="Theme">
            {themes.map(([value, name, Icon]) => (
              <Menu.RadioItem key={value} value={value} className={row}>
                <Icon size={15} className="text-soft" aria-hidden /><span className="flex-1">{name}</span>
                <Menu.ItemIndicator><Check size={14} className="text-accent" aria-hidden /></Menu.ItemIndicator>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Separator className="my-1 h-px bg-line" />
          <Menu.Item className={row} onSelect={onHelp}><Keyboard size={15} className="text-soft" aria-hidden />Shortcuts</Menu.Item>
          <Menu.Item className={row} onSelect={() => void signOut()}><LogOut size={15} className="text-soft" aria-hidden />Sign out</Menu.Item>
        </Menu.Content>
    </Menu.Root>
  );
}
