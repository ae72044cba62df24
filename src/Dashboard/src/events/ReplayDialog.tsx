import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { number, plural } from "../common/format";
import { Choice, TextInput, Tick } from "../common/Form";
import { instances } from "../instances/queries";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { StartReplay } from "../server/types";
import type { Filter } from "./queries";
import { EarlierReplays } from "./Replays";
import { counted, paces, reloadReplays } from "./replays";

const DAY = 86_400_000;

/** As the browser's own field for a time wants it: local, without a zone. */
const local = (at: Date) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** First a dry run that counts, then the real one. It begins with what the list is narrowed to. */
export function ReplayDialog({ filter, onClose }: { filter: Filter; onClose: () => void }) {
  const { data: known } = useQuery(instances);
  const [since, setSince] = useState(() => local(filter.since ? new Date(filter.since) : new Date(Date.now() - DAY)));
  const [until, setUntil] = useState(() => (filter.until ? local(new Date(filter.until)) : ""));
  const [types, setTypes] = useState(filter.type ?? "");
  const [instance, setInstance] = useState(filter.instance ?? "");
  const [pace, setPace] = useState(0);
  const [limit, setLimit] = useState(10_000);
  const [skipProcessed, setSkip] = useState(true);
  const body = (dryRun: boolean): StartReplay => ({
    since: new Date(since).toISOString(), until: until ? new Date(until).toISOString() : null,
    eventTypes: types.trim() ? types.split(",").map((one) => one.trim()).filter(Boolean) : null,
    instanceId: instance || null, limit, speedMultiplier: pace, skipProcessed, dryRun,
  });
  const count = useMutation({ mutationFn: () => hive.eventOps.startReplay(body(true)) });
  const start = useMutation({ mutationFn: () => hive.eventOps.startReplay(body(false)), onSuccess: () => { void reloadReplays(); onClose(); } });
  const { data: found, error: lost } = useQuery(counted(count.data?.id));
  const isCounting = count.isPending || (count.data !== undefined && !lost && found?.status !== "completed");
  const left = found?.status === "completed" ? found.progress.total - found.progress.skipped : null;
  const changes = <T,>(set: (value: T) => void) => (value: T) => { set(value); count.reset(); start.reset(); };
  const problem = count.error ?? start.error ?? lost;
  const faults = problem ? problemOf(problem) : null;
  const submit = (event: FormEvent) => { event.preventDefault(); count.mutate(); };
  return (
    <Dialog open onClose={onClose} title="Replay events" size="large" note="Their handlers act again, automations among them. Count first; nothing happens until you start.">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <TextInput label="Received from" type="datetime-local" required value={since} onChange={({ target }) => changes(setSince)(target.value)} fault={faults?.errors["since"]?.[0]} />
          <TextInput label="Until (left out: now)" type="datetime-local" value={until} onChange={({ target }) => changes(setUntil)(target.value)} fault={faults?.errors["until"]?.[0]} />
        </div>
        <TextInput label="Event types, by comma (left out: all)" placeholder="message.received, custom.order" className="font-mono" autoComplete="off" value={types} onChange={({ target }) => changes(setTypes)(target.value)} fault={faults?.errors["eventTypes"]?.[0]} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Choice label="Instance" value={instance} onChange={({ target }) => changes(setInstance)(target.value)}>
            <option value="">Every instance</option>{known?.items.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
          </Choice>
          <Choice label="Pace" value={pace} onChange={({ target }) => setPace(Number(target.value))}>{paces.map(([value, name]) => <option key={value} value={value}>{name}</option>)}</Choice>
        </div>
        <TextInput label="Events at most, the oldest first" type="number" min={1} max={100_000} required value={limit} onChange={({ target }) => changes(setLimit)(target.valueAsNumber || 1)} fault={faults?.errors["limit"]?.[0]} />
        <Tick label="Leave out what was completed" checked={skipProcessed} onChange={({ target }) => changes(setSkip)(target.checked)} hint="Then only events whose handlers failed act again." />
        {faults && Object.keys(faults.errors).length === 0 && <p role="alert" className="text-sm text-bad">{faults.detail}</p>}
        {found && left !== null && (
          <p role="status" className="rounded-md bg-raised px-3 py-2 text-sm">{plural(left, "event")} would be handled again{found.progress.skipped > 0 && `; ${number(found.progress.skipped)} of ${number(found.progress.total)} are passed over`}.</p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" busy={isCounting}>Count</Button>
          <Button kind="primary" disabled={!left} busy={start.isPending} onClick={() => start.mutate()}>Replay them</Button>
        </div>
        <EarlierReplays />
      </form>
    </Dialog>
  );
}
