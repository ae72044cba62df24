import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { Choice, TextArea, TextInput } from "../common/Form";
import { Empty } from "../common/States";
import { Badge, Panel } from "../common/Surface";
import { Cell, Table } from "../common/Table";
import { useIsAdmin } from "../server/me";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { WebhookCommandAction, WebhookCommandInput, WebhookCommandView, WebhookSourceView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { reloadSources } from "./queries";

/** What people can ask for by "@agent …" in a comment or a message. */
export function Commands({ source }: { source: WebhookSourceView }) {
  const [edited, setEdited] = useState<WebhookCommandView | "new" | null>(null);
  const mayChange = useIsAdmin() && !source.is_builtin;
  const remove = useMutation({
    mutationFn: (id: string) => hive.webhooks.deleteWebhookCommand(source.webhook_id, id),
    onSuccess: () => { void reloadSources(); toast("The command is gone."); },
    onError: (error) => toastError(error),
  });
  return (
    <Panel title="Commands" note="@agent in a comment or a message" actions={mayChange && <Button onClick={() => setEdited("new")}>Add a command</Button>}>
      {source.commands.length === 0 ? <Empty title="No command">A text with <code className="font-mono">@agent</code> and a trigger can queue a run or record an event.</Empty> : (
        <Table label="Commands" heads={["Trigger", "Does", "Template", "Priority", ...(mayChange ? [""] : [])]}>
          {source.commands.map((one) => (
            <tr key={one.command_id}>
              <Cell className="whitespace-nowrap"><code className="font-mono text-xs">@agent {one.trigger}</code>{one.trigger === source.default_command && <span className="ml-2"><Badge tone="accent">Default</Badge></span>}</Cell>
              <Cell className="whitespace-nowrap">{one.action === "run" ? `Run of ${one.agent ?? "planning"}` : "Event"}{one.conditions.length > 0 && <span className="text-soft"> · {one.conditions.length} conditions</span>}</Cell>
              <Cell className="max-w-72 truncate font-mono text-xs text-soft">{one.template}</Cell>
              <Cell className="tabular">{one.priority}</Cell>
              {mayChange && <Cell className="text-right whitespace-nowrap"><Button kind="quiet" onClick={() => setEdited(one)}>Edit</Button><Button kind="quiet" onClick={() => remove.mutate(one.command_id)}>Remove</Button></Cell>}
            </tr>
          ))}
        </Table>
      )}
      {edited && <CommandForm source={source} command={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </Panel>
  );
}

function CommandForm({ source, command, onClose }: { source: WebhookSourceView; command: WebhookCommandView | null; onClose: () => void }) {
  const save = useMutation({
    mutationFn: (body: WebhookCommandInput) => (command ? hive.webhooks.updateWebhookCommand(source.webhook_id, command.command_id, body) : hive.webhooks.addWebhookCommand(source.webhook_id, body)),
    onSuccess: () => { void reloadSources(); onClose(); },
  });
  const problem = save.error ? problemOf(save.error) : null;
  const fault = (field: string) => problem?.errors[`input.${field}`]?.[0] ?? problem?.errors[field]?.[0];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      trigger: String(form.get("trigger")), action: form.get("action") as WebhookCommandAction, agent: String(form.get("agent")) || null,
      template: String(form.get("template")), conditions: command?.conditions ?? null, priority: Number(form.get("priority")),
    });
  };
  return (
    <Dialog open onClose={onClose} title={command ? `Command ${command.trigger}` : "New command"}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextInput label="Trigger" name="trigger" required autoFocus defaultValue={command?.trigger} placeholder="fix" autoComplete="off" hint="The word after @agent." fault={fault("trigger")} />
        <Choice label="Does" name="action" defaultValue={command?.action ?? "run"}><option value="run">Queues a run</option><option value="event">Records an event</option></Choice>
        <TextInput label="Agent (of a run)" name="agent" defaultValue={command?.agent ?? ""} placeholder="planning" autoComplete="off" fault={fault("agent")} />
        <TextArea label="Template" name="template" required rows={4} className="font-mono" defaultValue={command?.template ?? "{{var.text}}"} hint="{{var.text}} is what follows the trigger, {{var.author}} who wrote it, {{payload.…}} the body." fault={fault("template")} />
        <TextInput label="Priority" name="priority" type="number" min={0} max={1000} defaultValue={command?.priority ?? 0} fault={fault("priority")} />
        {problem && Object.keys(problem.errors).length === 0 && <p role="alert" className="text-sm text-bad">{problem.detail}</p>}
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={save.isPending}>Save</Button></div>
      </form>
    </Dialog>
  );
}
