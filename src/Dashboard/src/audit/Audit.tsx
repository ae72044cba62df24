import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Button } from "../common/Button";
import { Copy } from "../common/Copy";
import { actor } from "../common/format";
import { TextInput } from "../common/Form";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Page, Panel } from "../common/Surface";
import { Cell, Table } from "../common/Table";
import { Age } from "../common/Time";
import { hive } from "../server/server";

const route = getRouteApi("/shell/audit");

const entries = (filter: { action?: string; actor?: string; target_type?: string }) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam }) => hive.auditLog.listAuditLog({ limit: 100, ...filter, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** Who changed what, newest first. */
export function Audit() {
  const { action, actor: who, target } = route.useSearch();
  const navigate = useNavigate();
  const log = useInfiniteQuery(entries({ ...(action ? { action } : {}), ...(who ? { actor: who } : {}), ...(target ? { target_type: target } : {}) }));
  const [typed, setTyped] = useState({ action: action ?? "", actor: who ?? "", target: target ?? "" });
  const rows = log.data?.pages.flatMap((page) => page.items) ?? [];
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
          : rows.length === 0 ? <Empty icon={<ScrollText size={32} aria-hidden />} title={filtered ? "Nothing matches the filter" : "Nothing was changed yet"} />
          : (
            <>
              <Table label="Audit log" heads={["When", "Who", "Action", "What", "Details", "Address"]}>
                {rows.map((entry) => (
                  <tr key={entry.id}>
                    <Cell className="text-soft"><Age of={entry.created_at} /></Cell>
                    <Cell className="whitespace-nowrap">{actor(entry.actor)}</Cell>
                    <Cell><Badge>{entry.action}</Badge></Cell>
                    <Cell className="whitespace-nowrap"><span className="text-soft">{entry.target_type}</span> <span className="font-mono text-xs">{entry.target_id.length > 14 ? `${entry.target_id.slice(0, 8)}…` : entry.target_id}</span> <Copy text={entry.target_id} name="target id" /></Cell>
                    <Cell className="max-w-72 truncate font-mono text-xs text-soft">{entry.details ? JSON.stringify(entry.details) : ""}</Cell>
                    <Cell className="tabular text-xs text-soft">{entry.ip}</Cell>
                  </tr>
                ))}
              </Table>
              {log.hasNextPage && <div className="border-t border-line p-3 text-center"><Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>Older</Button></div>}
            </>
          )}
      </Panel>
    </Page>
  );
}
