import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Button } from "../common/Button";
import { TextInput } from "../common/Form";
import { Failure } from "../common/States";
import { Badge, Loading, Panel } from "../common/Surface";
import { Age } from "../common/Time";
import { problemOf } from "../server/problem";
import { polled, queries } from "../server/queries";
import { hive } from "../server/server";
import { toast, toastError } from "../shell/toasts";

const sessions = queryOptions({ queryKey: ["sessions"], queryFn: () => hive.auth.listSessions({ limit: 20 }), ...polled });
const reload = () => queries.invalidateQueries({ queryKey: ["sessions"] });

const browsers = [["Edg/", "Edge"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]] as const;
const systems = [["Windows", "Windows"], ["Android", "Android"], ["iPhone", "iPhone"], ["Mac OS", "macOS"], ["Linux", "Linux"]] as const;

/** A browser's long name for itself, in two words. */
function programOf(agent: string | null): string {
  const browser = browsers.find(([mark]) => agent?.includes(mark))?.[1];
  const system = systems.find(([mark]) => agent?.includes(mark))?.[1];
  return browser ? `${browser}${system ? ` on ${system}` : ""}` : (agent ?? "Unknown program");
}

/** The own password, and where one is signed in. */
export function Security() {
  const { data, error, refetch } = useQuery(sessions);
  const end = useMutation({ mutationFn: (id: string) => hive.auth.revokeSession(id), onSuccess: () => { void reload(); toast("That session has ended."); }, onError: (error) => toastError(error) });
  const change = useMutation({ mutationFn: (body: { current_password: string; new_password: string }) => hive.users.changeOwnPassword(body) });
  const errors = change.error ? problemOf(change.error).errors : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = new FormData(form);
    change.mutate({ current_password: String(values.get("current")), new_password: String(values.get("new")) }, {
      onSuccess: () => { form.reset(); void reload(); toast("The password is changed. Other sessions have ended.", { tone: "good" }); },
    });
  };
  return (
    <Panel title="Sign-in">
      <form onSubmit={submit} className="grid gap-3 px-4 py-4 sm:grid-cols-2">
        <TextInput label="Current password" name="current" type="password" required autoComplete="current-password" fault={errors["current_password"]?.[0] ?? (change.error && problemOf(change.error).status === 401 ? "That is not your password." : undefined)} />
        <TextInput label="New password" name="new" type="password" required minLength={8} autoComplete="new-password" fault={errors["new_password"]?.[0]} />
        <div className="flex justify-end sm:col-span-2"><Button type="submit" busy={change.isPending}>Change password</Button></div>
      </form>
      <ul className="border-t border-line">
        {error && !data ? <li><Failure error={error} retry={() => void refetch()} /></li> : !data ? <li><Loading rows={1} /></li> : data.items.map((session) => (
          <li key={session.id} className="flex items-center gap-3 border-b border-line px-4 py-2 text-sm last:border-b-0">
            <span className="min-w-0 flex-1"><span className="block truncate">{programOf(session.user_agent)}</span><span className="text-xs text-soft">{session.ip} · last used <Age of={session.last_used_at} long /></span></span>
            {session.current ? <Badge tone="good">This one</Badge> : <Button kind="quiet" onClick={() => end.mutate(session.id)}>End</Button>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
