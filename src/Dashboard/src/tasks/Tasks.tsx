import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { Page } from "../common/Surface";
import { useShortcuts } from "../shell/keys";
import { Board } from "./Board";
import { NewTask } from "./NewTask";
import { Runs } from "./Runs";

const route = getRouteApi("/shell/tasks");
const tabs = [[undefined, "Board", "What people and agents have to do."], ["runs", "Runs", "What agents do, and what it costs."]] as const;

/** The work of everybody on a board, and the runs of the agents in a table. */
export function Tasks() {
  const { view } = route.useSearch();
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  useShortcuts("Tasks", [
    { keys: "n", does: view ? "New run" : "New task", run: () => setMaking(true) },
    { keys: "v", does: "Board or runs", run: () => void navigate({ to: "/tasks", search: view ? {} : { view: "runs" } }) },
  ]);
  return (
    <Page title="Tasks" note={tabs.find(([value]) => value === view)?.[2]} actions={
      <Button kind="primary" shortcut="n" icon={<Plus size={15} aria-hidden />} onClick={() => setMaking(true)}>{view ? "New run" : "New task"}</Button>
    }>
      <nav aria-label="Tasks" className="flex gap-1 border-b border-line">
        {tabs.map(([value, name]) => (
          <Link
            key={name} to="/tasks" search={value ? { view: value } : {}} activeOptions={{ exact: true }} aria-current={view === value ? "page" : undefined}
            className={`-mb-px border-b-2 px-3 py-2 text-sm ${view === value ? "border-accent font-medium" : "border-transparent text-soft hover:text-ink"}`}
          >
            {name}
          </Link>
        ))}
      </nav>
      {view ? <Runs onNew={() => setMaking(true)} /> : <Board onNew={() => setMaking(true)} />}
      {making && <NewTask run={view === "runs"} onClose={() => setMaking(false)} />}
    </Page>
  );
}
