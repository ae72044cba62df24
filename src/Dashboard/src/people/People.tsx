import { getRouteApi, Link } from "@tanstack/react-router";
import { Page } from "../common/Surface";
import { Invitations } from "./Invitations";
import { Keys } from "./Keys";
import { Users } from "./Users";

const route = getRouteApi("/shell/people");
const tabs = [[undefined, "Users"], ["invitations", "Invitations"], ["keys", "API keys"]] as const;

/** Who may come in: people, who is invited, and the keys of agents. */
export function People() {
  const { tab } = route.useSearch();
  return (
    <Page title="People & keys">
      <nav aria-label="People and keys" className="flex gap-1 border-b border-line">
        {tabs.map(([value, name]) => (
          <Link
            key={name} to="/people" search={value ? { tab: value } : {}} activeOptions={{ exact: true, includeSearch: true }}
            className={`-mb-px border-b-2 px-3 py-2 text-sm ${tab === value ? "border-accent font-medium" : "border-transparent text-soft hover:text-ink"}`}
          >
            {name}
          </Link>
        ))}
      </nav>
      {tab === "keys" ? <Keys /> : tab === "invitations" ? <Invitations /> : <Users />}
    </Page>
  );
}
