import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { TextInput, Tick } from "../common/Form";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { CreateWebhookEndpoint } from "../server/types";
import { events } from "./queries";

export function EndpointDialog({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const make = useMutation({ mutationFn: (body: CreateWebhookEndpoint) => hive.webhookEndpoints.createWebhookEndpoint(body), onSuccess: ({ secret }) => onMade(secret ?? "") });
  const errors = make.error ? problemOf(make.error).errors : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = events.filter((name) => form.get(name) !== null);
    make.mutate({ url: String(form.get("url")), description: String(form.get("description")) || null, event_types: chosen.length === events.length ? null : chosen, max_concurrency: null });
  };
  return (
    <Dialog open onClose={onClose} title="New webhook endpoint">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextInput label="Address" name="url" type="url" required autoFocus placeholder="https://example.com/hooks/hivemind" fault={errors["url"]?.[0]} />
        <TextInput label="Description (optional)" name="description" fault={errors["description"]?.[0]} />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 text-xs font-medium text-soft">Events</legend>
          {events.map((name) => <Tick key={name} label={name} name={name} defaultChecked />)}
          {errors["event_types"]?.[0] && <p role="alert" className="text-xs text-bad">{errors["event_types"][0]}</p>}
        </fieldset>
        {make.error && Object.keys(errors).length === 0 && <p role="alert" className="text-sm text-bad">{problemOf(make.error).detail}</p>}
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={make.isPending}>Make the endpoint</Button></div>
      </form>
    </Dialog>
  );
}
