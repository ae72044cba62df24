import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { label, number } from "../common/format";
import { Choice, TextInput } from "../common/Form";
import { Rows } from "../common/Rows";
import { Secret } from "../common/Secret";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Panel, type Tone } from "../common/Surface";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import { polled, queries } from "../server/queries";
import { hive } from "../server/server";
import type { ApiKeyStatus, ApiKeyView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { KeyDialog } from "./KeyDialog";

const route = getRouteApi("/shell/people");
const keys = (status: ApiKeyStatus | undefined) =>
  queryOptions({ queryKey: ["keys", status ?? null], queryFn: () => hive.apiKeys.listApiKeys({ limit: 200, ...(status ? { status } : {}) }), ...polled });
const reload = () => queries.invalidateQueries({ queryKey: ["keys"] });
const tones: Record<ApiKeyStatus, Tone> = { active: "good", revoked: "bad", expired: "plain" };

export function Keys() {
  const { status } = route.useSearch();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(keys(status));
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [ending, setEnding] = useState<ApiKeyView | null>(null);
  if (error && !data) return <Panel><Failure error={error} retry={() => void refetch()} /></Panel>;
  if (!data) return <Panel><Loading /></Panel>;
  const make = <Button kind="primary" icon={<KeyRound size={15} aria-hidden />} onClick={() => setMaking(true)}>New key</Button>;
  return (
    <Panel title="API keys" note={String(data.total)} actions={
      <>
        <Choice label="State" hideLabel value={status ?? ""} className="!w-auto" onChange={(event) => void navigate({ to: "/people", search: { tab: "keys", ...(event.target.value ? { status: event.target.value as ApiKeyStatus } : {}) }, replace: true })}>
          <option value="">All states</option><option value="active">Active</option><option value="revoked">Revoked</option><option value="expired">Expired</option>
        </Choice>
        {make}
      </>
    }>
      {data.items.length === 0 ? <Empty icon={<KeyRound size={32} aria-hidden />} title="No keys here">Every agent that contributes or searches has a key of its own.</Empty> : (
        <Rows label="API keys" heads={["Agent", "Name", "Key", "Tier", "Requests", "Last used", "State", ""]} right={["Requests"]} wide={["Name", "Tier", "Requests", "Last used"]} items={data.items} keyOf={(key) => key.id} cells={(key) => (
            <>
              <Cell className="font-medium whitespace-nowrap">{key.agent_id}</Cell>
              <Cell wide>{key.name}</Cell>
              <Cell className="font-mono text-xs whitespace-nowrap text-soft">{key.key_prefix}…</Cell>
              <Cell wide>{label(key.tier)}</Cell>
              <Cell wide className="tabular text-right">{number(key.request_count)}</Cell>
              <Cell wide className="text-soft">{key.last_used_at ? <Age of={key.last_used_at} /> : "never"}</Cell>
              <Cell><Badge tone={tones[key.status]} {...(key.revoke_reason ? { title: key.revoke_reason } : {})}>{label(key.status)}</Badge></Cell>
              <Cell className="text-right">{key.status === "active" && <Button kind="quiet" onClick={() => setEnding(key)}>Revoke</Button>}</Cell>
            </>
          )} />
      )}
      {making && <KeyDialog onClose={() => setMaking(false)} onMade={(key) => { setMaking(false); setSecret(key); void reload(); }} />}
      {secret && (
        <Secret title="The new key" secret={secret} onClose={() => setSecret(null)}
          command={{ label: "Try it", text: `curl "${location.origin}/api/v1/knowledge/search?query=timezone" \\\n  -H "X-API-Key: ${secret}"` }} />
      )}
      {ending && <RevokeDialog apiKey={ending} onClose={() => setEnding(null)} />}
    </Panel>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyView; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const revoke = useMutation({
    mutationFn: () => hive.apiKeys.revokeApiKey(apiKey.id, { reason: reason || null }),
    onSuccess: () => { void reload(); toast(`The key “${apiKey.name}” works no longer.`); onClose(); },
    onError: (error) => toastError(error),
  });
  return (
    <Dialog open onClose={onClose} title={`Revoke “${apiKey.name}”?`} note={`${apiKey.agent_id} cannot sign in with it from this moment. This cannot be undone.`}>
      <form onSubmit={(event) => { event.preventDefault(); revoke.mutate(); }} className="flex flex-col gap-4">
        <TextInput label="Reason (optional)" autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="danger" busy={revoke.isPending}>Revoke</Button></div>
      </form>
    </Dialog>
  );
}
