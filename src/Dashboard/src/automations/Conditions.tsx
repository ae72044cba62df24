import { Trash2 } from "lucide-react";
import { Button } from "../common/Button";
import { Choice, TextInput } from "../common/Form";
import type { ConditionOperator } from "../server/types";
import { operators, takesValue, type Draft } from "./draft";

export function Conditions({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const set = (index: number, part: Partial<Draft["conditions"][number]>) => onChange({ conditions: draft.conditions.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 flex w-full items-center gap-3 text-sm font-semibold">
        If {draft.conditions.length > 1 && (
          <Choice label="How conditions combine" hideLabel className="!w-auto" value={draft.logic} onChange={(event) => onChange({ logic: event.target.value as Draft["logic"] })}><option value="and">all of these hold</option><option value="or">one of these holds</option></Choice>
        )}
      </legend>
      {draft.conditions.length === 0 && <p className="text-sm text-soft">Every event of the type.</p>}
      {draft.conditions.map((one, index) => (
        <div key={index} className="grid grid-cols-2 items-end gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
          <TextInput label={`Field ${index + 1}`} hideLabel required placeholder="text" className="font-mono" value={one.field} onChange={(event) => set(index, { field: event.target.value })} />
          <Choice label={`Operator ${index + 1}`} hideLabel value={one.operator} onChange={(event) => set(index, { operator: event.target.value as ConditionOperator })}>{operators.map(([value, name]) => <option key={value} value={value}>{name}</option>)}</Choice>
          {takesValue(one.operator) ? <TextInput label={`Value ${index + 1}`} hideLabel placeholder="urgent" className="font-mono" value={one.value} onChange={(event) => set(index, { value: event.target.value })} /> : <span />}
          <Button kind="quiet" className="justify-self-start" aria-label={`Remove condition ${index + 1}`} onClick={() => onChange({ conditions: draft.conditions.filter((_, at) => at !== index) })}><Trash2 size={15} aria-hidden /></Button>
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-3"><Button onClick={() => onChange({ conditions: [...draft.conditions, { field: "", operator: "eq", value: "" }] })}>Add a condition</Button><span className="text-xs text-soft">Fields are paths such as text, from.id or items.0.name; event.channel reaches the envelope.</span></div>
    </fieldset>
  );
}
