import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { TextInput } from "../common/Form";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { WebhookSourceChange, WebhookSourceView } from "../server/types";
import { toast } from "../shell/toasts";
import { reloadSources } from "./queries";

/** The secret goes in and never comes back. */
export function SecretForm({ source, onClose }: { source: WebhookSourceView; onClose: () => void }) {
  const save = useMutation({
    mutationFn: (secret: string | null) => hive.webhooks.updateWebhookSource(source.webhook_id, { secret } as WebhookSourceChange),
    onSuccess: ({ has_secret }) => { void reloadSources(); toast(has_secret ? "Deliveries must be signed with it from now on." : "The secret is gone."); onClose(); },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get("secret")));
  };
  const problem = save.error ? problemOf(save.error) : null;
  return (
    <Dialog open onClose={onClose} title={`Secret of ${source.name}`} note="The same text as at the sender. It is kept sealed and never shown.">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextInput label="Secret" name="secret" type="password" required autoFocus minLength={8} autoComplete="off" hint="At least 8 characters." fault={problem ? (problem.errors["secret"]?.[0] ?? problem.detail) : undefined} />
        <div className="flex flex-wrap justify-end gap-2">
          {source.has_secret && <Button kind="danger" className="mr-auto" busy={save.isPending} onClick={() => save.mutate(null)}>Remove it</Button>}
          <Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={save.isPending}>Save</Button>
        </div>
      </form>
    </Dialog>
  );
}
