import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { Cable, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { label } from "../common/format";
import { Tick } from "../common/Form";
import { Rows } from "../common/Rows";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Page, Panel } from "../common/Surface";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import { polled, queries } from "../server/queries";
import { hive } from "../server/server";
import type { DataSourceView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { Platforms } from "./Platforms";
import { SourceDialog } from "./SourceDialog";

export const sources = queryOptions({ queryKey: ["sources"], queryFn: () => hive.sources.listSources({ limit: 200 }), ...polled });

/** What the organisation reads from outside, and whether it is connected. */
export function Sources() {
  const { data, error, refetch } = useQuery(sources);
  const [editing, setEditing] = useState<DataSourceView | "new" | null>(null);
  const [deleting, setDeleting] = useState<DataSourceView | null>(null);
  const reload = () => queries.invalidateQueries({ queryKey: sources.queryKey });
  const change = useMutation({
    mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) => hive.sources.updateSource(id, { enabled }),
    onSuccess: (now) => { void reload(); toast(`“${now.name}” is ${now.enabled ? "on" : "off"}.`); },
    onError: (error) => toastError(error),
  });
  const remove = useMutation({
    mutationFn: (id: string) => hive.sources.deleteSource(id),
    onSuccess: () => { setDeleting(null); void reload(); toast("The source is gone."); },
    onError: (error) => toastError(error),
  });
  const add = <Button kind="primary" icon={<Plus size={15} aria-hidden />} onClick={() => setEditing("new")}>New source</Button>;
  return (
    <Page title="Sources" note="What is read from outside." actions={data && data.items.length > 0 && add}>
      <Platforms />
      <Panel title="Sources" note={data && String(data.total)}>
        {error && !data ? <Failure error={error} retry={() => void refetch()} /> : !data ? <Loading /> : data.items.length === 0 ? (
          <Empty icon={<Cable size={32} aria-hidden />} title="No source yet"><p className="mb-3">Say which repositories, projects or channels of a platform agents may read.</p>{add}</Empty>
        ) : (
          <Rows label="Sources" heads={["Name", "Kind", "Platform", "Last read", "On", ""]} items={data.items} keyOf={(one) => one.id} open={setEditing} cells={(one) => (
            <>
              <Cell className="font-medium">{one.name}</Cell>
              <Cell>{label(one.source_type)}</Cell>
              <Cell>{one.oauth_connected ? <Badge tone="good">Connected</Badge> : <Badge tone="warn">Not connected</Badge>}</Cell>
              <Cell className="text-soft">{one.last_sync_at ? <><Age of={one.last_sync_at} /> {one.last_sync_status}</> : "never"}</Cell>
              <Cell><Tick label={`${one.name} is on`} hideLabel checked={one.enabled} disabled={change.isPending} onChange={(event) => change.mutate({ id: one.id, enabled: event.target.checked })} /></Cell>
              <Cell className="text-right whitespace-nowrap"><Button kind="quiet" onClick={() => setEditing(one)}>Edit</Button><Button kind="quiet" onClick={() => setDeleting(one)}>Delete</Button></Cell>
            </>
          )} />
        )}
      </Panel>
      {editing && <SourceDialog source={editing === "new" ? null : editing} onClose={() => setEditing(null)} onSaved={() => { setEditing(null); void reload(); }} />}
      <Dialog open={deleting !== null} onClose={() => setDeleting(null)} title={`Delete “${deleting?.name}”?`}>
        <div className="flex justify-end gap-2"><Button onClick={() => setDeleting(null)}>Cancel</Button><Button kind="danger" busy={remove.isPending} onClick={() => deleting && remove.mutate(deleting.id)}>Delete</Button></div>
      </Dialog>
    </Page>
  );
}
