import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { Choice, TextInput } from "../common/Form";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { CreateApiKey, Tier } from "../server/types";

export function KeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (key: string) => void }) {
  const make = useMutation({ mutationFn: (body: CreateApiKey) => hive.apiKeys.createApiKey(body), onSuccess: ({ key }) => key && onMade(key) });
  const errors = make.error ? problemOf(make.error).errors : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get("days"));
    make.mutate({
      agent_id: String(form.get("agent")), name: String(form.get("name")), tier: form.get("tier") as Tier, scopes: null, rate_limit_per_minute: null,
      billing_period_reset_days: null, expires_at: days > 0 ? new Date(Date.now() + days * 86_400_000).toISOString() : null,
    });
  };
  return (
    <Dialog open onClose={onClose} title="New API key">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextInput label="Agent" name="agent" required autoFocus placeholder="build-bot" autoComplete="off" hint="Whose contributions these are. Several keys may belong to one agent." fault={errors["agent_id"]?.[0]} />
        <TextInput label="Name" name="name" required placeholder="Laptop of Ada" autoComplete="off" fault={errors["name"]?.[0]} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Choice label="Tier" name="tier" defaultValue="pro"><option value="free">Free</option><option value="pro">Pro</option><option value="enterprise">Enterprise</option></Choice>
          <Choice label="Expires" name="days" defaultValue="0"><option value="0">Never</option><option value="30">In 30 days</option><option value="90">In 90 days</option><option value="365">In a year</option></Choice>
        </div>
        {make.error && Object.keys(errors).length === 0 && <p role="alert" className="text-sm text-bad">{problemOf(make.error).detail}</p>}
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={make.isPending}>Make the key</Button></div>
      </form>
    </Dialog>
  );
}
