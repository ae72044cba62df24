import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { Choice, TextInput } from "../common/Form";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { CreateWebhookSource, WebhookProvider } from "../server/types";
import { providers } from "./providers";

export function NewSource({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const make = useMutation({ mutationFn: (body: CreateWebhookSource) => hive.webhooks.createWebhookSource(body), onSuccess: ({ webhook_id }) => onMade(webhook_id) });
  const errors = make.error ? problemOf(make.error).errors : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    make.mutate({
      name: String(form.get("name")), provider: form.get("provider") as WebhookProvider, description: String(form.get("description")) || null,
      secret: String(form.get("secret")) || null, expected_headers: null, enabled: true, default_command: null, commands: null,
    });
  };
  return (
    <Dialog open onClose={onClose} title="New source">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextInput label="Name" name="name" required autoFocus placeholder="orders" autoComplete="off" hint="Lower-case letters, digits and hyphens. It names the type of the events." fault={errors["name"]?.[0]} />
        <Choice label="Sender" name="provider" defaultValue="generic">{Object.entries(providers).map(([value, { name }]) => <option key={value} value={value}>{name}</option>)}</Choice>
        <TextInput label="Description (optional)" name="description" fault={errors["description"]?.[0]} />
        <TextInput label="Secret (recommended)" name="secret" type="password" autoComplete="off" hint="Without one, anybody who knows the address can send." fault={errors["secret"]?.[0]} />
        {make.error && Object.keys(errors).length === 0 && <p role="alert" className="text-sm text-bad">{problemOf(make.error).detail}</p>}
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={make.isPending}>Make the source</Button></div>
      </form>
    </Dialog>
  );
}
