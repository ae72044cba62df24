import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RadioTower } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { Rows } from "../common/Rows";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Page, Panel } from "../common/Surface";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import { useIsAdmin } from "../server/me";
import { hive } from "../server/server";
import type { InstanceChange, InstanceView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { InstanceDialog } from "./InstanceDialog";
import { instances, reloadInstances } from "./queries";

/** The accounts at channels, and whether each is up. */
export function Instances() {
  const { data, error, refetch } = useQuery(instances);
  const [edited, setEdited] = useState<InstanceView | "new" | null>(null);
  const [removed, setRemoved] = useState<InstanceView | null>(null);
  const isAdmin = useIsAdmin();
  const items = data?.items ?? [];
  const add = isAdmin && <Button kind="primary" onClick={() => setEdited("new")}>New instance</Button>;
  return (
    <Page title="Instances" note="Accounts at channels. An adapter connects each one and posts what it hears." actions={items.length > 0 && add}>
      <Panel title="Instances" {...(data ? { note: `${items.filter((one) => one.isConnected).length} of ${items.length} connected` } : {})}>
        {error && !data ? <Failure error={error} retry={() => void refetch()} />
          : !data ? <Loading />
          : items.length === 0 ? (
            <Empty icon={<RadioTower size={32} aria-hidden />} title="No instance yet" command={`curl -X POST ${location.origin}/api/v1/instances \\\n  -H "X-API-Key: hm_…" -H "Content-Type: application/json" \\\n  -d '{"name": "support", "channel": "telegram"}'`}>
              <p className="mb-3">An instance is one account at WhatsApp, Discord, Slack or Telegram.</p>{add}
            </Empty>
          ) : (
            <Rows label="Instances" heads={["Name", "Channel", "State", "Last message", "Agent", ""]} wide={["Channel", "Last message", "Agent"]} items={items} keyOf={(one) => one.id} cells={(one) => (
              <Cells instance={one} onEdit={() => setEdited(one)} onRemove={() => setRemoved(one)} />
            )} />
          )}
      </Panel>
      {edited && <InstanceDialog instance={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
      {removed && <RemoveDialog instance={removed} onClose={() => setRemoved(null)} />}
    </Page>
  );
}

function Cells({ instance, onEdit, onRemove }: { instance: InstanceView; onEdit: () => void; onRemove: () => void }) {
  const isAdmin = useIsAdmin();
  const connect = useMutation({
    mutationFn: () => (instance.isConnected ? hive.instances.disconnectInstance(instance.id, { reason: "by hand" }) : hive.instances.connectInstance(instance.id)),
    onSuccess: ({ isConnected }) => { void reloadInstances(); toast(isConnected ? "Connected." : "Disconnected."); },
    onError: (error) => toastError(error),
  });
  const turn = useMutation({
    mutationFn: () => hive.instances.updateInstance(instance.id, { isActive: !instance.isActive } as InstanceChange),
    onSuccess: () => void reloadInstances(),
    onError: (error) => toastError(error),
  });
  return (
    <>
      <Cell>
        <Link to="/events" search={{ instance: instance.id }} className="font-medium hover:underline">{instance.name}</Link>
        {instance.isDefault && <span className="ml-2 max-sm:hidden"><Badge tone="accent">Default</Badge></span>}
        <span className="block text-xs text-soft sm:hidden">{instance.channel}</span>
        {instance.profileName && <span className="block text-xs text-soft">{instance.profileName}</span>}
      </Cell>
      <Cell wide className="whitespace-nowrap">{instance.channel}</Cell>
      <Cell>{!instance.isActive ? <Badge>Switched off</Badge> : instance.isConnected ? <Badge tone="good">Connected</Badge> : <Badge tone="warn">Not connected</Badge>}</Cell>
      <Cell wide className="text-soft">{instance.lastMessageAt ? <Age of={instance.lastMessageAt} /> : "never"}</Cell>
      <Cell wide className="text-soft">{instance.agentId}</Cell>
      <Cell className="text-right whitespace-nowrap">
        {instance.isActive && <Button kind="quiet" busy={connect.isPending} onClick={() => connect.mutate()}>{instance.isConnected ? "Disconnect" : "Connect"}</Button>}
        {isAdmin && <Button kind="quiet" busy={turn.isPending} onClick={() => turn.mutate()}>{instance.isActive ? "Switch off" : "Switch on"}</Button>}
        {isAdmin && <Button kind="quiet" onClick={onEdit}>Edit</Button>}
        {isAdmin && <Button kind="quiet" onClick={onRemove}>Delete</Button>}
      </Cell>
    </>
  );
}

function RemoveDialog({ instance, onClose }: { instance: InstanceView; onClose: () => void }) {
  const remove = useMutation({
    mutationFn: () => hive.instances.deleteInstance(instance.id),
    onSuccess: () => { void reloadInstances(); toast("The instance is gone."); onClose(); },
    onError: (error) => toastError(error),
  });
  return (
    <Dialog open onClose={onClose} title={`Delete ${instance.name}?`} note="It is disconnected. Its events stay.">
      <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>Delete</Button></div>
    </Dialog>
  );
}
