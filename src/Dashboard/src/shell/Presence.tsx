import { queryOptions, useQuery } from "@tanstack/react-query";
import { hive } from "../server/server";
import { useMe } from "../server/me";

export const online = queryOptions({ queryKey: ["online"], queryFn: () => hive.users.listOnlineUsers({ limit: 100 }) });

const SHOWN = 4;
const initialsOf = (name: string) => name.split(/\s+/).map((part) => part[0] ?? "").join("").slice(0, 2).toUpperCase();

/** A person as two letters. */
export const Initials = ({ name }: { name: string }) => (
  <span aria-hidden className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-[0.6rem] font-semibold text-accent">{initialsOf(name)}</span>
);

/** Who else has the dashboard open now. */
export function Presence() {
  const me = useMe();
  const { data } = useQuery(online);
  const others = (data ?? []).filter((user) => user.id !== me.id);
  if (others.length === 0) return null;
  const names = others.map((user) => user.name).join(", ");
  return (
    <div role="group" aria-label={`Online: ${names}`} title={`Online: ${names}`} className="hidden items-center sm:flex">
      {others.slice(0, SHOWN).map((user) => (
        <span key={user.id} className="-ml-1.5 rounded-full border-2 border-ground first:ml-0"><Initials name={user.name} /></span>
      ))}
      {others.length > SHOWN && <span aria-hidden className="tabular ml-1 text-xs text-soft">+{others.length - SHOWN}</span>}
    </div>
  );
}
