import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { Choice, TextArea, TextInput } from "../common/Form";
import { label } from "../common/format";
import { problemOf } from "../server/problem";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { AgentChange, CatalogueAgent, AgentType, CreateAgent } from "../server/types";
import { agents } from "./queries";

const types: AgentType[] = ["planning", "executor", "code_implementation", "question_asking", "consultation", "custom"];

export function AgentDialog({ agent, onClose }: { agent: CatalogueAgent | null; onClose: () => void }) {
  const save = useMutation({
    mutationFn: async ({ name, ...rest }: CreateAgent): Promise<unknown> => (agent ? hive.agents.updateAgent(agent.name, rest as AgentChange) : hive.agents.createAgent({ name, ...rest })),
    onSuccess: () => { void queries.invalidateQueries({ queryKey: agents.queryKey }); onClose(); },
  });
  const errors = save.error ? problemOf(save.error).errors : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      name: agent?.name ?? String(form.get("name")), agent_type: form.get("type") as AgentType, description: String(form.get("description")),
      max_concurrent: Number(form.get("limit")), timeout_seconds: Number(form.get("timeout")) * 60, priority: Number(form.get("priority")),
    });
  };
  return (
    <Dialog open onClose={onClose} title={agent ? `Edit “${agent.name}”` : "New agent"}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        {!agent && <TextInput label="Name" name="name" required autoFocus maxLength={64} pattern="[a-z0-9_\-]+" placeholder="release_notes" autoComplete="off" hint="Lower case letters, digits, _ and -." fault={errors["name"]?.[0]} />}
        <Choice label="Kind" name="type" defaultValue={agent?.agent_type ?? "custom"}>{types.map((type) => <option key={type} value={type}>{label(type)}</option>)}</Choice>
        <TextArea label="Description" name="description" rows={2} defaultValue={agent?.description ?? ""} fault={errors["description"]?.[0]} />
        <div className="grid gap-3 sm:grid-cols-3">
          <TextInput label="Runs at once" name="limit" type="number" min={1} max={10} required defaultValue={agent?.max_concurrent ?? 3} fault={errors["max_concurrent"]?.[0]} />
          <TextInput label="Longest run (min)" name="timeout" type="number" min={1} required defaultValue={Math.round((agent?.timeout_seconds ?? 600) / 60)} fault={errors["timeout_seconds"]?.[0]} />
          <TextInput label="Priority" name="priority" type="number" min={0} max={100} required defaultValue={agent?.priority ?? 50} fault={errors["priority"]?.[0]} />
        </div>
        {save.error && Object.keys(errors).length === 0 && <p role="alert" className="text-sm text-bad">{problemOf(save.error).detail}</p>}
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={save.isPending}>{agent ? "Save" : "Add it"}</Button></div>
      </form>
    </Dialog>
  );
}
