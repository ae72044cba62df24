import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { label } from "../common/format";
import { Loading, Panel } from "../common/Surface";
import { useIsAdmin, useMe } from "../server/me";
import { Initials, online } from "../shell/Presence";

const SHOWN = 8;

/** Who has the dashboard open, or a live connection of their own, this second. */
export function Online() {
  const { data, error } = useQuery(online);
  const me = useMe();
  const isAdmin = useIsAdmin();
  // Whoever looks is here, also in the moment before the server has heard of it.
  const here = [me, ...(data ?? []).filter((user) => user.id !== me.id)];
  const rest = here.length - SHOWN;
  return (
    <Panel title="Online" {...(data ? { note: String(here.length) } : {})} actions={isAdmin && <Link to="/people" className="rounded px-1 text-xs text-soft hover:text-ink">All people</Link>}>
      {!data ? (error ? <p className="px-4 py-4 text-sm text-bad">Who is online is not known: the server does not answer.</p> : <Loading rows={2} height="h-6" />) : (
        <ul aria-label="People online" className="py-1.5">
          {here.slice(0, SHOWN).map((user) => (
            <li key={user.id} className="flex items-center gap-2.5 px-4 py-1 text-sm">
              <Initials name={user.name} />
              <span className="min-w-0 flex-1 truncate">{user.name}{user.id === me.id && <span className="ml-1.5 text-xs text-soft">you</span>}</span>
              <span className="text-xs text-soft">{label(user.org_role ?? "member")}</span>
            </li>
          ))}
          {rest > 0 && <li className="px-4 py-1 text-xs text-soft">and {rest} more</li>}
        </ul>
      )}
    </Panel>
  );
}
