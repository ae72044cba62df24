import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Bot } from "lucide-react";
import { agents } from "../agents/queries";
import { Button } from "../common/Button";
import { dollars, duration, label, number, plain } from "../common/format";
import { Choice } from "../common/Form";
import { Rows } from "../common/Rows";
import { Empty, Failure } from "../common/States";
import { Loading, Panel } from "../common/Surface";
import { Status } from "../common/Status";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import { runStates } from "../search/params";
import { useRuns } from "./queries";

const route = getRouteApi("/shell/tasks");

/** What agents were asked to do, newest first. */
export function Runs({ onNew }: { onNew: () => void }) {
  const { status, agent, since, until } = route.useSearch();
  const navigate = route.useNavigate();
  const runs = useRuns({ status, agent, since, until });
  const catalogue = useQuery(agents);
  const set = (part: { status?: (typeof runStates)[number] | undefined; agent?: string | undefined; since?: undefined; until?: undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...part, at: undefined }), replace: true });
  const filtered = Boolean(status ?? agent ?? since);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Choice label="State" hideLabel value={status ?? ""} className="!w-auto" onChange={(event) => set({ status: runStates.find((one) => one === event.target.value) })}>
          <option value="">All states</option>
          {runStates.map((one) => <option key={one} value={one}>{label(one)}</option>)}
        </Choice>
        <Choice label="Agent" hideLabel value={agent ?? ""} className="!w-auto" onChange={(event) => set({ agent: event.target.value || undefined })}>
          <option value="">All agents</option>
          {(catalogue.data ?? []).map(({ name }) => <option key={name} value={name}>{name}</option>)}
        </Choice>
        {since && until && <span className="rounded-md bg-accent-soft px-2.5 py-1.5 text-xs text-accent">Begun {since.slice(0, 16).replace("T", " ")} to {until.slice(0, 16).replace("T", " ")} UTC</span>}
        {filtered && <Button kind="quiet" onClick={() => set({ status: undefined, agent: undefined, since: undefined, until: undefined })}>Clear</Button>}
      </div>
      <Panel>
        {runs.error && !runs.data ? <Failure error={runs.error} retry={() => void runs.refetch()} />
          : runs.isPending ? <Loading rows={8} height="h-6" />
          : runs.rows.length === 0 ? (
            <Empty icon={<Bot size={32} aria-hidden />} title={filtered ? "No run fits the filter" : "Nothing has run yet"}>
              <p className="mb-3">A worker is any program with a key: it claims runs, says what it does and reports what it cost.</p><Button kind="primary" onClick={onNew}>New run</Button>
            </Empty>
          ) : (
            <>
              <Rows label="Runs" heads={["Run", "State", "Agent", "Tokens", "Cost", "Took", "Begun"]} right={["Tokens", "Cost", "Took"]} wide={["Agent", "Tokens", "Took"]} items={runs.rows} keyOf={(run) => run.id}
                open={(run) => void navigate({ to: "/tasks/$id", params: { id: run.id } })}
                cells={(run) => (
                  <>
                    <Cell className="max-w-[40vw] sm:max-w-md sm:min-w-48"><Link to="/tasks/$id" params={{ id: run.id }} preload={false} className="block truncate font-medium hover:underline">{plain(run.title)}</Link></Cell>
                    <Cell><Status of={run.status} /></Cell>
                    <Cell wide className="whitespace-nowrap text-soft">{run.assigned_agent ?? (run.agent_type ? label(run.agent_type) : "any")}</Cell>
                    <Cell wide className="tabular text-right">{run.input_tokens === null && run.output_tokens === null ? "" : number((run.input_tokens ?? 0) + (run.output_tokens ?? 0))}</Cell>
                    <Cell className="tabular text-right whitespace-nowrap">{run.cost_usd === null ? "" : dollars(run.cost_usd)}</Cell>
                    <Cell wide className="tabular text-right whitespace-nowrap text-soft">{run.duration_seconds === null ? "" : duration(run.duration_seconds)}</Cell>
                    <Cell className="text-soft"><Age of={run.created_at} /></Cell>
                  </>
                )} />
              {runs.hasNextPage && <div className="border-t border-line p-3 text-center"><Button busy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>Older</Button></div>}
            </>
          )}
      </Panel>
    </>
  );
}
