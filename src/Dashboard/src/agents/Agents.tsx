import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Bot, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { duration, label, number } from "../common/format";
import { Rows } from "../common/Rows";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Page, Panel } from "../common/Surface";
import { Cell } from "../common/Table";
import { useIsAdmin } from "../server/me";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { CatalogueAgent } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { AgentDialog } from "./AgentDialog";
import { agents } from "./queries";

/** The catalogue: who can be asked, how much runs at once, and what waits. */
export function Agents() {
  const { data, error, refetch } = useQuery(agents);
  const navigate = useNavigate();
  const isAdmin = useIsAdmin();
  const [editing, setEditing] = useState<CatalogueAgent | "new" | null>(null);
  const [deleting, setDeleting] = useState<CatalogueAgent | null>(null);
  const remove = useMutation({
    mutationFn: (name: string) => hive.agents.deleteAgent(name),
    onSuccess: (_, name) => { setDeleting(null); void queries.invalidateQueries({ queryKey: agents.queryKey }); toast(`“${name}” left the catalogue.`); },
    onError: (error) => toastError(error, "Nothing was deleted."),
  });
  return (
    <Page title="Agents" note="Who can be asked to do something, and how much of it at once." actions={isAdmin && <Button kind="primary" icon={<Plus size={15} aria-hidden />} onClick={() => setEditing("new")}>New agent</Button>}>
      <Panel>
        {error && !data ? <Failure error={error} retry={() => void refetch()} /> : !data ? <Loading /> : data.length === 0 ? <Empty icon={<Bot size={32} aria-hidden />} title="The catalogue is empty" /> : (
          <Rows label="Agents" heads={["Agent", "Running", "Queued", "Limit", "Longest run", "Priority", ""]} items={data} keyOf={(agent) => agent.name}
            open={(agent) => void navigate({ to: "/tasks", search: { view: "runs", agent: agent.name } })}
            cells={(agent) => (
              <>
                <Cell className="min-w-56"><span className="font-medium">{agent.name}</span> {agent.is_builtin && <Badge>built in</Badge>}<span className="block text-xs text-soft">{agent.description ?? label(agent.agent_type)}</span></Cell>
                <Cell><Load running={agent.running} limit={agent.max_concurrent} /></Cell>
                <Cell className="tabular">{agent.queued > 0 ? <Badge tone="warn">{number(agent.queued)}</Badge> : <span className="text-soft">0</span>}</Cell>
                <Cell className="tabular text-soft">{agent.max_concurrent} at once</Cell>
                <Cell className="tabular whitespace-nowrap text-soft">{duration(agent.timeout_seconds)}</Cell>
                <Cell className="tabular text-soft">{agent.priority}</Cell>
                <Cell className="text-right whitespace-nowrap">
                  {isAdmin && !agent.is_builtin && <><Button kind="quiet" onClick={() => setEditing(agent)}>Edit</Button><Button kind="quiet" onClick={() => setDeleting(agent)}>Delete</Button></>}
                </Cell>
              </>
            )} />
        )}
      </Panel>
      {editing && <AgentDialog agent={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      <Dialog open={deleting !== null} onClose={() => setDeleting(null)} title={`Delete “${deleting?.name}”?`} note="Runs that wait for it stay in the queue; any other worker that names it can still take them.">
        <div className="flex justify-end gap-2"><Button onClick={() => setDeleting(null)}>Cancel</Button><Button kind="danger" busy={remove.isPending} onClick={() => deleting && remove.mutate(deleting.name)}>Delete</Button></div>
      </Dialog>
    </Page>
  );
}

function Load({ running, limit }: { running: number; limit: number }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span role="meter" aria-label="Running" aria-valuemin={0} aria-valuemax={limit} aria-valuenow={Math.min(running, limit)} className="flex gap-0.5">
        {Array.from({ length: limit }, (_, at) => <span key={at} className={`h-3 w-1.5 rounded-sm ${at < running ? "bg-accent" : "bg-line"}`} />)}
      </span>
      <span className="tabular text-xs text-soft">{running}</span>
    </span>
  );
}
