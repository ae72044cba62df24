import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { number, percent, rate } from "../common/format";
import { Failure } from "../common/States";
import { Badge, Loading, Panel } from "../common/Surface";
import { Tile } from "../common/Tile";
import { hive } from "../server/server";
import type { DashboardView } from "../server/types";

/** One request for the whole overview; every number equals that of its own page. */
export const overview = queryOptions({ queryKey: ["overview"], queryFn: () => hive.dashboard.getDashboard(), refetchInterval: 15_000 });

/** What passes through the organisation, and what stands still. */
export function TrafficTiles() {
  const { data, error, refetch } = useQuery(overview);
  if (error && !data) return <Panel title="Traffic"><Failure error={error} retry={() => void refetch()} /></Panel>;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Tile name="Events in 24 hours" value={data?.events.last24h} series={data?.events.timeline.map(({ count }) => count)} note={data && `${number(data.events.lastHour)} in the last hour`} />
      <Tile name="Dead letters" value={data?.deadLetters.pending} note={data && (data.deadLetters.pending > 0 ? <Link to="/dead-letters" className="text-bad underline">look at them</Link> : "none waits")} />
      <Tile name="Automations run" value={data?.automations.totalExecutions} note={data && data.automations.totalExecutions > 0 && `${percent(data.automations.successRate / 100, 1)} went well`} />
      <Tile name="Instances connected" value={data?.instances.connected} note={data && (data.instances.total === 0 ? "none is set up" : `of ${number(data.instances.total)}`)} />
    </dl>
  );
}

/** The parts of the system, and whether each works. */
export function System() {
  const { data, error } = useQuery(overview);
  if (!data) return <Panel title="System">{error ? <p className="px-4 py-4 text-sm text-bad">The server reports trouble or does not answer.</p> : <Loading rows={2} height="h-6" />}</Panel>;
  return (
    <Panel title="System" actions={<Badge tone={data.system.status === "healthy" ? "good" : "bad"}>{data.system.status === "healthy" ? "Healthy" : "Degraded"}</Badge>}>
      <dl className="py-1">{rowsOf(data).map(([name, value]) => <div key={name} className="flex justify-between gap-4 px-4 py-1 text-sm"><dt className="text-soft">{name}</dt><dd className="tabular text-right">{value}</dd></div>)}</dl>
    </Panel>
  );
}

function rowsOf({ system, automations, events }: DashboardView): [string, ReactNode][] {
  const hours = system.uptime / 3600;
  return [
    ["Database", system.dbLatency === null ? "does not answer" : `${system.dbLatency.toFixed(1)} ms`],
    ["Notifications", system.busConnected ? "connected" : "interrupted"],
    ["Automations", automations.running ? "running" : "standing still"],
    ["Events", `${rate(events.perMinute)} a minute, ${percent(events.failureRate / 100, 1)} failed`],
    ["Up for", system.uptime < 60 ? "less than a minute" : hours < 1 ? `${Math.floor(system.uptime / 60)} min` : hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} d`],
  ];
}
