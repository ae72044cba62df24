import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { TextInput } from "../common/Form";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { AutomationView } from "../server/types";
import { Actions } from "./Actions";
import { Conditions } from "./Conditions";
import { bodyOf, draftOf, empty, type Draft } from "./draft";
import { Gathering } from "./Gathering";
import { reloadAutomations } from "./queries";

const known = ["message.received", "message.sent", "message.failed", "media.received", "reaction.received", "instance.connected", "instance.disconnected", "system.dead_letter", "custom.webhook.github"];

/** Writes an automation without code. */
export function Editor({ automation, onClose, onMade }: { automation: AutomationView | null; onClose: () => void; onMade: (id: string) => void }) {
  const [draft, setDraft] = useState<Draft>(automation ? draftOf(automation) : empty);
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const save = useMutation({
    mutationFn: () => (automation ? hive.automations.updateAutomation(automation.id, bodyOf(draft)) : hive.automations.createAutomation(bodyOf(draft))),
    onSuccess: ({ id }) => { void reloadAutomations(); onMade(id); },
  });
  const problem = save.error ? problemOf(save.error) : null;
  const others = Object.entries(problem?.errors ?? {}).filter(([field]) => !["name", "triggerEventType"].includes(field));
  const limit = (name: keyof Draft["limits"], label: string) => (
    <TextInput label={label} type="number" min={1} placeholder="no limit" value={draft.limits[name] ?? ""} onChange={(event) => change({ limits: { ...draft.limits, [name]: event.target.value === "" ? null : event.target.valueAsNumber } })} />
  );
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(); };
  return (
    <Dialog open onClose={onClose} title={automation ? `Edit ${automation.name}` : "New automation"} size="large">
      <form onSubmit={submit} className="flex flex-col gap-5">
        <div className="grid gap-3 sm:grid-cols-2">
          <TextInput label="Name" required autoFocus maxLength={255} placeholder="Urgent messages" value={draft.name} onChange={(event) => change({ name: event.target.value })} fault={problem?.errors["name"]?.[0]} />
          <TextInput label="When this event arrives" required list="event-types" placeholder="message.received" className="font-mono" autoComplete="off" value={draft.trigger} onChange={(event) => change({ trigger: event.target.value })} fault={problem?.errors["triggerEventType"]?.[0]} />
          <datalist id="event-types">{known.map((type) => <option key={type} value={type} />)}</datalist>
          <div className="sm:col-span-2"><TextInput label="What it is for (optional)" value={draft.description} onChange={(event) => change({ description: event.target.value })} /></div>
        </div>
        <Conditions draft={draft} onChange={change} />
        <Actions draft={draft} onChange={change} />
        <Gathering draft={draft} onChange={change} />
        <fieldset className="grid gap-3 sm:grid-cols-4">
          <legend className="mb-2 text-sm font-semibold">Limits</legend>
          {limit("ratePerMinute", "Executions a minute")}{limit("maxConcurrent", "At once")}{limit("budgetPerHour", "Actions an hour")}
          <TextInput label="Priority" type="number" value={draft.priority} onChange={(event) => change({ priority: event.target.valueAsNumber || 0 })} />
        </fieldset>
        {problem && (others.length > 0 || Object.keys(problem.errors).length === 0) && (
          <div role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">{others.length > 0 ? others.map(([field, faults]) => <p key={field}><code className="font-mono text-xs">{field}</code>: {faults.join(" ")}</p>) : problem.detail}</div>
        )}
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={save.isPending}>Save</Button></div>
      </form>
    </Dialog>
  );
}
