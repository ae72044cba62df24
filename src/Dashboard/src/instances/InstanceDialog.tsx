import { useMutation, useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { Choice, TextInput, Tick } from "../common/Form";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { AgentSessionStrategy, CreateInstance, InstanceChange, InstanceView } from "../server/types";
import { channels, reloadInstances } from "./queries";

const strategies: [AgentSessionStrategy, string][] = [["per_user", "One per person"], ["per_chat", "One per chat"], ["per_user_per_chat", "One per person and chat"]];

export function InstanceDialog({ instance, onClose }: { instance: InstanceView | null; onClose: () => void }) {
  const { data: supported } = useQuery(channels);
  const save = useMutation({
    mutationFn: (body: Record<string, unknown>) => (instance ? hive.instances.updateInstance(instance.id, body as unknown as InstanceChange) : hive.instances.createInstance(body as unknown as CreateInstance)),
    onSuccess: () => { void reloadInstances(); onClose(); },
  });
  const problem = save.error ? problemOf(save.error) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      name: String(form.get("name")), ...(instance ? {} : { channel: String(form.get("channel")) }), isDefault: form.get("default") !== null,
      agentId: String(form.get("agent")) || null, agentSessionStrategy: String(form.get("strategy")) || null, agentTimeoutMs: Number(form.get("timeout")) * 1000,
    });
  };
  return (
    <Dialog open onClose={onClose} title={instance ? `Edit ${instance.name}` : "New instance"}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextInput label="Name" name="name" required autoFocus defaultValue={instance?.name} placeholder="support" autoComplete="off" fault={problem?.errors["name"]?.[0] ?? (problem?.code === "DUPLICATE" ? problem.detail : undefined)} />
        {!instance && <Choice label="Channel" name="channel">{(supported ?? []).map((one) => <option key={one.channel} value={one.channel}>{one.name}</option>)}</Choice>}
        <Tick label="Default of its channel" name="default" defaultChecked={instance?.isDefault ?? false} hint="The one meant when none is named." />
        <TextInput label="Agent (optional)" name="agent" defaultValue={instance?.agentId ?? ""} placeholder="planning" autoComplete="off" hint="Who answers when an automation asks the agent of the instance." fault={problem?.errors["agentId"]?.[0]} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Choice label="Sessions" name="strategy" defaultValue={instance?.agentSessionStrategy ?? ""}><option value="">As the automation says</option>{strategies.map(([value, name]) => <option key={value} value={value}>{name}</option>)}</Choice>
          <TextInput label="Agent may take, in seconds" name="timeout" type="number" min={1} max={600} defaultValue={(instance?.agentTimeoutMs ?? 60_000) / 1000} fault={problem?.errors["agentTimeoutMs"]?.[0]} />
        </div>
        {problem && Object.keys(problem.errors).length === 0 && problem.code !== "DUPLICATE" && <p role="alert" className="text-sm text-bad">{problem.detail}</p>}
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={save.isPending}>Save</Button></div>
      </form>
    </Dialog>
  );
}
