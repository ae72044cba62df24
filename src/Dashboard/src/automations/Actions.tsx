import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { Button } from "../common/Button";
import { Choice } from "../common/Form";
import type { ActionType } from "../server/types";
import { ActionFields } from "./ActionFields";
import { actionNames, starters, type Draft } from "./draft";

/** What is done, in this order. */
export function Actions({ draft: { actions }, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const set = (index: number, action: Draft["actions"][number]) => onChange({ actions: actions.map((one, at) => (at === index ? action : one)) });
  const swap = (index: number, other: number) => {
    const next = [...actions];
    const [one, two] = [next[index], next[other]];
    if (one && two) [next[index], next[other]] = [two, one];
    onChange({ actions: next });
  };
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-semibold">Then</legend>
      {actions.map((action, index) => (
        <div key={index} className="rounded-md border border-line bg-ground p-3">
          <div className="mb-3 flex items-end gap-2">
            <div className="flex-1"><Choice label={`Action ${index + 1}`} value={action.type} onChange={(event) => { const type = event.target.value as ActionType; set(index, { type, config: starters[type] }); }}>{Object.entries(actionNames).map(([value, name]) => <option key={value} value={value}>{name}</option>)}</Choice></div>
            <Button kind="quiet" aria-label={`Move action ${index + 1} up`} disabled={index === 0} onClick={() => swap(index, index - 1)}><ArrowUp size={15} aria-hidden /></Button>
            <Button kind="quiet" aria-label={`Move action ${index + 1} down`} disabled={index === actions.length - 1} onClick={() => swap(index, index + 1)}><ArrowDown size={15} aria-hidden /></Button>
            <Button kind="quiet" aria-label={`Remove action ${index + 1}`} disabled={actions.length === 1} onClick={() => onChange({ actions: actions.filter((_, at) => at !== index) })}><Trash2 size={15} aria-hidden /></Button>
          </div>
          <ActionFields key={action.type} type={action.type} config={action.config} onChange={(config) => set(index, { ...action, config })} />
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-3"><Button onClick={() => onChange({ actions: [...actions, { type: "log", config: starters.log }] })}>Add an action</Button><span className="text-xs text-soft">{"Texts may hold {{payload.…}}, {{event.…}}, {{var.…}} and {{env.…}}."}</span></div>
    </fieldset>
  );
}
