import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { Panel } from "../common/Surface";
import { Age } from "../common/Time";
import { Fact } from "../contributions/Provenance";
import { hive } from "../server/server";
import type { WebhookEndpointChange, WebhookEndpointView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { reloadDeliveries, reloadEndpoints } from "./queries";
import { stateOf } from "./Webhooks";

type Asked = "rotate" | "delete" | null;

export function EndpointActions({ endpoint, onSecret }: { endpoint: WebhookEndpointView; onSecret: (secret: string) => void }) {
  const [asked, setAsked] = useState<Asked>(null);
  const onError = (error: unknown) => toastError(error);
  const change = useMutation({ mutationFn: (body: Partial<WebhookEndpointChange>) => hive.webhookEndpoints.updateWebhookEndpoint(endpoint.id, body as WebhookEndpointChange), onSuccess: () => void reloadEndpoints(), onError });
  const rotate = useMutation({
    mutationFn: () => hive.webhookEndpoints.rotateWebhookSecret(endpoint.id),
    onSuccess: ({ secret }) => { setAsked(null); if (secret) onSecret(secret); }, onError,
  });
  const remove = useMutation({ mutationFn: () => hive.webhookEndpoints.deleteWebhookEndpoint(endpoint.id), onSuccess: () => { setAsked(null); void reloadEndpoints(); toast("The endpoint is gone."); }, onError });
  const recover = useMutation({
    mutationFn: () => hive.webhookEndpoints.recoverWebhookDeliveries(endpoint.id, { since: new Date(Date.now() - 86_400_000).toISOString(), until: null }),
    onSuccess: ({ queued }) => { toast(queued === 0 ? "Nothing failed in the last 24 hours." : `${queued} failed deliveries are sent again.`); void reloadDeliveries(); }, onError,
  });
  return (
    <Panel title={<span className="break-all">{endpoint.url}</span>} actions={stateOf(endpoint)}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 px-4 py-3 text-sm">
        <Fact name="Events">{endpoint.event_types?.join(", ") ?? "all"}</Fact>
        <Fact name="Made"><Age of={endpoint.created_at} long /></Fact>
        {endpoint.failing_since && <Fact name="Failing since"><Age of={endpoint.failing_since} long /></Fact>}
      </dl>
      <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3">
        <Button busy={change.isPending} onClick={() => change.mutate({ is_active: !endpoint.is_active })}>{endpoint.is_active ? "Switch off" : "Switch on"}</Button>
        <Button busy={recover.isPending} onClick={() => recover.mutate()}>Resend what failed in 24 h</Button>
        <Button onClick={() => setAsked("rotate")}>Rotate secret</Button>
        <Button kind="danger" className="ml-auto" onClick={() => setAsked("delete")}>Delete</Button>
      </div>
      <Dialog open={asked === "rotate"} onClose={() => setAsked(null)} title="Rotate the signing secret?" note="The old secret keeps signing beside the new one for 24 hours.">
        <div className="flex justify-end gap-2"><Button onClick={() => setAsked(null)}>Cancel</Button><Button kind="primary" busy={rotate.isPending} onClick={() => rotate.mutate()}>Rotate</Button></div>
      </Dialog>
      <Dialog open={asked === "delete"} onClose={() => setAsked(null)} title="Delete this endpoint?" note="Its deliveries go with it, also those that still wait.">
        <div className="flex justify-end gap-2"><Button onClick={() => setAsked(null)}>Cancel</Button><Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>Delete</Button></div>
      </Dialog>
    </Panel>
  );
}
