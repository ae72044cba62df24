import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../common/Button";
import { Copy } from "../common/Copy";
import { Dialog } from "../common/Dialog";
import { number } from "../common/format";
import { Command } from "../common/States";
import { Badge, Panel } from "../common/Surface";
import { Age } from "../common/Time";
import { Fact } from "../contributions/Provenance";
import { useIsAdmin } from "../server/me";
import { hive } from "../server/server";
import type { WebhookSourceView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { providers, tryCommand } from "./providers";
import { reloadSources } from "./queries";
import { SecretForm } from "./SecretForm";

type Asked = "secret" | "help" | "delete" | null;

export function SourcePanel({ source }: { source: WebhookSourceView }) {
  const [asked, setAsked] = useState<Asked>(null);
  const isAdmin = useIsAdmin();
  const id = source.webhook_id;
  const close = () => setAsked(null);
  const turn = useMutation({
    mutationFn: () => (source.enabled ? hive.webhooks.disableWebhookSource(id) : hive.webhooks.enableWebhookSource(id)),
    onSuccess: ({ enabled }) => { void reloadSources(); toast(enabled ? "The source is open." : "The source is closed: it answers 404."); },
    onError: (error) => toastError(error),
  });
  const remove = useMutation({
    mutationFn: () => hive.webhooks.deleteWebhookSource(id),
    onSuccess: () => { close(); void reloadSources(); toast("The source is gone."); },
    onError: (error) => toastError(error),
  });
  const headers = Object.entries(source.expected_headers as Record<string, string | null>);
  const needsSecret = source.is_builtin && !source.has_secret;
  return (
    <Panel title={source.name} note={providers[source.provider].name} actions={source.enabled ? <Badge tone="good">On</Badge> : <Badge>Off</Badge>}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 px-4 py-3 text-sm">
        <Fact name="Address"><span className="font-mono text-xs break-all">{source.public_url}</span> <Copy text={source.public_url} name="address" /></Fact>
        <Fact name="Signature">{source.has_secret ? <Badge tone="good">Required</Badge> : needsSecret ? <Badge tone="warn">Needs a secret</Badge> : <Badge tone="warn">Not required</Badge>}</Fact>
        <Fact name="Becomes"><code className="font-mono text-xs">custom.webhook.{source.name}</code></Fact>
        <Fact name="Accepted"><span className="tabular">{number(source.event_count)} of {number(source.total_received)} received</span>{source.last_event_at && <span className="text-soft"> · last <Age of={source.last_event_at} long /></span>}</Fact>
        {source.description && <Fact name="For">{source.description}</Fact>}
        {headers.length > 0 && <Fact name="Headers">{headers.map(([name, value]) => <span key={name} className="mr-2 font-mono text-xs">{name}{value && `: ${value}`}</span>)}</Fact>}
      </dl>
      <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3">
        <Button onClick={() => setAsked("help")}>Set-up help</Button>
        {isAdmin && <Button onClick={() => setAsked("secret")}>{source.has_secret ? "Change secret" : "Set secret"}</Button>}
        {isAdmin && <Button busy={turn.isPending} disabled={!source.enabled && needsSecret} title={needsSecret ? "Set the secret first" : undefined} onClick={() => turn.mutate()}>{source.enabled ? "Switch off" : "Switch on"}</Button>}
        {isAdmin && !source.is_builtin && <Button kind="danger" className="ml-auto" onClick={() => setAsked("delete")}>Delete</Button>}
      </div>
      {asked === "secret" && <SecretForm source={source} onClose={close} />}
      <Dialog open={asked === "help"} onClose={close} title={`Connect ${providers[source.provider].name}`} size="large">
        <div className="flex flex-col gap-4 text-sm">
          <Command text={source.public_url} />
          <ol className="flex list-decimal flex-col gap-1.5 pl-5">{providers[source.provider].steps.map((step) => <li key={step}>{step}</li>)}</ol>
          <p className="text-soft">Signature: {providers[source.provider].signature}.</p>
          <div><p className="mb-1.5 text-xs font-medium text-soft">{source.has_secret ? "Try it from a shell, with the secret in SECRET" : "Try it from a shell"}</p><Command text={tryCommand(source)} /></div>
        </div>
      </Dialog>
      <Dialog open={asked === "delete"} onClose={close} title="Delete this source?" note="Its address answers 404 from now on. Its events stay.">
        <div className="flex justify-end gap-2"><Button onClick={close}>Cancel</Button><Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>Delete</Button></div>
      </Dialog>
    </Panel>
  );
}
