import { Link } from "@tanstack/react-router";
import { dollars, duration, number, percent } from "../common/format";
import { Empty } from "../common/States";
import { Loading, Panel } from "../common/Surface";
import { Cell, Table } from "../common/Table";
import type { PerformanceReport } from "../server/types";

export function ByAgent({ report, days }: { report: PerformanceReport | undefined; days: number }) {
  return (
    <Panel title="Agents" note={`last ${days === 1 ? "day" : `${days} days`}`}>
      {!report ? <Loading /> : report.by_agent.length === 0 ? <Empty title="No agent ran in this time" /> : (
        <Table label="Performance by agent" heads={["Agent", "Runs", "Success", "Took", "Cost"]} right={["Runs", "Took", "Cost"]}>
          {report.by_agent.map((agent) => (
            <tr key={agent.agent}>
              <Cell className="font-medium"><Link to="/tasks" search={{ view: "runs", agent: agent.agent }} className="hover:underline">{agent.agent}</Link></Cell>
              <Cell className="tabular text-right">{number(agent.total_tasks)}</Cell>
              <Cell>
                <span className="inline-flex items-center gap-2">
                  <span aria-hidden className="h-1.5 w-16 overflow-hidden rounded-full bg-line"><span className={`block h-full rounded-full ${agent.success_rate < 0.6 ? "bg-bad-bar" : agent.success_rate < 0.9 ? "bg-warn-bar" : "bg-good-bar"}`} style={{ width: `${agent.success_rate * 100}%` }} /></span>
                  <span className="tabular text-xs whitespace-nowrap text-soft">{percent(agent.success_rate)}</span>
                </span>
              </Cell>
              <Cell className="tabular text-right whitespace-nowrap text-soft">{agent.avg_duration_seconds === null ? "" : duration(agent.avg_duration_seconds)}</Cell>
              <Cell className="tabular text-right">{dollars(agent.cost_usd)}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
