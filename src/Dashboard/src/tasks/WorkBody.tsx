import { Link } from "@tanstack/react-router";
import { Content } from "../common/Content";
import { Panel } from "../common/Surface";
import type { TaskView } from "../server/types";

/** What a task of the board asks for. */
export function WorkBody({ view }: { view: TaskView }) {
  const lists = [["Success is measured by", view.success_metrics], ["To be delivered", view.deliverables], ["Skills", view.required_skills]] as const;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Panel title="Description"><div className="px-4 py-4">{view.description ? <Content text={view.description} /> : <p className="text-sm text-soft">Nobody described it yet.</p>}</div></Panel>
      {view.definition_of_done && <Panel title="Done when"><div className="px-4 py-4"><Content text={view.definition_of_done} /></div></Panel>}
      {lists.map(([title, items]) => items.length > 0 && (
        <Panel key={title} title={title}><ul className="list-disc px-4 py-3 pl-9 text-sm">{items.map((item) => <li key={item}>{item}</li>)}</ul></Panel>
      ))}
      {view.dependencies.length > 0 && (
        <Panel title="Depends on"><ul className="px-4 py-3 text-sm">{view.dependencies.map((id) => <li key={id}><Link to="/tasks/$id" params={{ id }} className="font-mono text-xs text-accent underline">{id}</Link></li>)}</ul></Panel>
      )}
    </div>
  );
}
