import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Button } from "../common/Button";
import { Copy } from "../common/Copy";
import { Dialog } from "../common/Dialog";
import { actor, exact } from "../common/format";
import { TextInput } from "../common/Form";
import { useGrowing } from "../common/useGrowing";
import { Opener } from "../common/Opener";
import { Rows } from "../common/Rows";
import { Empty, Failure } from "../common/States";
import { Loading, Page, Panel } from "../common/Surface";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import { Fact } from "../contributions/Provenance";
import { hive } from "../server/server";
import type { AuditEntry } from "../server/types";

const route = getRouteApi("/shell/audit");
const POLL = 15_000; // for what the stream does not tell of: keys, people, settings

const useEntries = (filter: { action?: string; actor?: string; target_type?: string }) =>
  useGrowing(
    ["audit", filter],
    (cursor) => hive.auditLog.listAuditLog({ limit: 100, ...filter, ...(cursor ? { cursor } : {}) }),
    POLL, ({ name }) => name.startsWith("contribution_") || name === "public" || name === "private",
  );

/** Who changed what, newest first. */
export function Audit() {
  const { action, actor: who, target } = route.useSearch();
  const navigate = useNavigate();
  const log = useEntries({ ...(action ? { action } : {}), ...(who ? { actor: who } : {}), ...(target ? { target_type: target } : {}) });
  const [typed, setTyped] = useState({ action: action ?? "", actor: who ?? "", target: target ?? "" });
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const filtered = Boolean(action ?? who ?? target);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ to: "/audit", search: { action: typed.action || undefined, actor: typed.actor || undefined, target: typed.target || undefined } });
  };
  const field = (name: keyof typeof typed) => ({ value: typed[name], onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }) });
  return (
    <Page title="Audit log" note="Every change by a person or an agent. Secrets and texts are never in it.">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <div className="w-48"><TextInput label="Action" placeholder="contribution.approved" {...field("action")} /></div>
        <div className="w-48"><TextInput label="Who" placeholder="build-bot" {...field("actor")} /></div>
        <div className="w-40"><TextInput label="Kind of thing" placeholder="api_key" {...field("target")} /></div>
        <Button type="submit">Filter</Button>
        {filtered && <Button kind="quiet" onClick={() => { setTyped({ action: "", actor: "", target: "" }); void navigate({ to: "/audit", search: {} }); }}>Clear</Button>}
      </form>
      <Panel>
        {log.error && !log.data ? <Failure error={log.error} retry={() => void log.refetch()} />
          : log.isPending ? <Loading rows={8} height="h-6" />
          : log.rows.length === 0 ? <Empty icon={<ScrollText size={32} aria-hidden />} title={filtered ? "Nothing matches the filter" : "Nothing was changed yet"} />
          : (
            <>
              <Rows label="Audit log" heads={["When", "Who", "Action", "What", "Details", "Address"]} wide={["What", "Details", "Address"]} items={log.rows} keyOf={(entry) => entry.id} open={setOpened} cells={(entry) => (
                <>
                  <Cell className="text-soft"><Age of={entry.created_at} /></Cell>
                  <Cell className="whitespace-nowrap">{actor(entry.actor)}</Cell>
                  <Cell><Opener className="rounded bg-raised px-1.5 py-0.5 text-xs text-soft" onOpen={() => setOpened(entry)}>{entry.action}</Opener></Cell>
                  <Cell wide className="whitespace-nowrap"><span className="text-soft">{entry.target_type}</span> <span className="font-mono text-xs">{entry.target_id.length > 14 ? `${entry.target_id.slice(0, 8)}…` : entry.target_id}</span> <Copy text={entry.target_id} name="target id" /></Cell>
                  <Cell wide className="max-w-72 truncate font-mono text-xs text-soft">{entry.details ? JSON.stringify(entry.details) : ""}</Cell>
                  <Cell wide className="tabular text-xs text-soft">{entry.ip}</Cell>
                </>
              )} />
              {log.hasNextPage && <div className="border-t border-line p-3 text-center"><Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>Older</Button></div>}
            </>
          )}
      </Panel>
      {opened && <Entry entry={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

function Entry({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={entry.action} size="large">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm">
        <Fact name="When">{exact(entry.created_at)}</Fact>
        <Fact name="Who"><span className="font-mono text-xs break-all">{entry.actor}</span></Fact>
        <Fact name="What">{entry.target_type} <span className="font-mono text-xs break-all">{entry.target_id}</span></Fact>
        {entry.ip && <Fact name="Address">{entry.ip}</Fact>}
      </dl>
      {entry.details !== null && <pre tabIndex={0} aria-label="Details" className="mt-4 overflow-x-auto rounded-md border border-line bg-ground p-3 font-mono text-xs">{JSON.stringify(entry.details, null, 2)}</pre>}
    </Dialog>
  );
}
