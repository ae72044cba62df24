import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { plural } from "../common/format";
import { TextInput, Tick } from "../common/Form";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import { reloadLetters } from "./queries";

/** First a dry run that counts, then the real one, at a pace that the receivers bear. */
export function BulkDialog({ group, onClose }: { group: string | null; onClose: () => void }) {
  const [type, setType] = useState("");
  const [force, setForce] = useState(false);
  const [rate, setRate] = useState(50);
  const body = (dryRun: boolean) => ({
    filter: { status: null, eventType: type.trim() ? type.split(",").map((one) => one.trim()) : null, fingerprint: group, since: null, until: null }, dryRun, ratePerSecond: rate, force,
  });
  const count = useMutation({ mutationFn: () => hive.deadLetters.startDeadLetterRetries(body(true)) });
  const start = useMutation({ mutationFn: () => hive.deadLetters.startDeadLetterRetries(body(false)), onSuccess: () => { void reloadLetters(); onClose(); } });
  const problem = count.error ?? start.error;
  const counted = count.data?.progress.total;
  const submit = (event: FormEvent) => { event.preventDefault(); count.mutate(); };
  return (
    <Dialog open onClose={onClose} title={group ? "Retry all of this error" : "Retry many"} note="Only pending letters are retried. Count first; nothing happens until you start.">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextInput label="Event types (optional)" placeholder="message.received, custom.webhook.orders" className="font-mono" value={type} onChange={(event) => { setType(event.target.value); count.reset(); }} />
        <TextInput label="Letters per second" type="number" min={1} max={1000} value={rate} onChange={(event) => setRate(event.target.valueAsNumber || 1)} />
        <Tick label="Also those retried by hand five times" checked={force} onChange={(event) => { setForce(event.target.checked); count.reset(); }} />
        {problem && <p role="alert" className="text-sm text-bad">{problemOf(problem).detail}</p>}
        {counted !== undefined && <p role="status" className="rounded-md bg-raised px-3 py-2 text-sm">{plural(counted, "letter")} would be retried{counted > 0 && `, in about ${plural(Math.max(1, Math.ceil(counted / rate)), "second")}`}.</p>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" busy={count.isPending}>Count</Button>
          <Button kind="primary" disabled={!counted} busy={start.isPending} onClick={() => start.mutate()}>Retry them</Button>
        </div>
      </form>
    </Dialog>
  );
}
