import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "../common/Button";
import { exact, label, number } from "../common/format";
import { Badge, Panel, type Tone } from "../common/Surface";
import { Cell, Table } from "../common/Table";
import { Age, useNow } from "../common/Time";
import { useNameOf } from "../people/names";
import { hive } from "../server/server";
import type { SessionStatus } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { gistOf, reloadReplays, replays } from "./replays";

const tones: Record<SessionStatus, Tone> = { running: "warn", completed: "good", cancelled: "plain", failed: "bad" };
const SHOWN_FOR = 3_600_000;

/** How far the newest replay is. It goes on when this page is closed and when its server dies; an hour after its end it is no news. */
export function NewestReplay() {
  const { data } = useQuery(replays);
  const nameOf = useNameOf();
  const now = useNow();
  const cancel = useMutation({
    mutationFn: (id: string) => hive.eventOps.cancelReplay(id),
    onSuccess: () => toast("No further event is handled again."),
    onError: (error) => toastError(error),
    onSettled: () => reloadReplays(),
  });
  const newest = data?.find((one) => !one.dryRun);
  if (!newest || (newest.completedAt && now - Date.parse(newest.completedAt) > SHOWN_FOR)) return null;
  const { total, processed, skipped, errors } = newest.progress;
  return (
    <Panel title="Replay" note={gistOf(newest)} actions={
      <>
        <Badge tone={tones[newest.status]}>{label(newest.status)}</Badge>
        {newest.status === "running" && <Button kind="danger" busy={cancel.isPending} onClick={() => cancel.mutate(newest.id)}>Cancel</Button>}
      </>
    }>
      <div className="flex flex-col gap-2 px-4 py-3 text-sm">
        <progress className="h-2 w-full accent-accent" aria-label="Replay" max={Math.max(1, total)} value={processed + skipped} />
        <p className="tabular flex flex-wrap gap-x-4 gap-y-1 text-soft">
          <span className="text-ink">{number(processed + skipped)} of {number(total)}</span>
          <span>{number(processed)} handled again</span>
          {skipped > 0 && <span>{number(skipped)} passed over</span>}
          <span className={errors > 0 ? "text-bad" : ""}>{number(errors)} failed</span>
          <span className="sm:ml-auto">by {nameOf(newest.startedBy)}, <Age of={newest.startedAt} long /></span>
        </p>
      </div>
    </Panel>
  );
}

/** What was replayed before, and counted. */
export function EarlierReplays() {
  const { data } = useQuery(replays);
  const nameOf = useNameOf();
  if (!data || data.length === 0) return null;
  return (
    <details>
      <summary className="cursor-pointer text-sm text-soft hover:text-ink">Earlier replays</summary>
      <div className="mt-2 rounded-md border border-line">
        <Table label="Earlier replays" heads={["State", "Begun", "By", "Events received", "What", "Handled", "Failed"]} right={["Handled", "Failed"]}>
          {data.map((one) => (
            <tr key={one.id}>
              <Cell><Badge tone={one.dryRun ? "plain" : tones[one.status]}>{one.dryRun ? "Dry run" : label(one.status)}</Badge></Cell>
              <Cell className="text-soft"><Age of={one.startedAt} long /></Cell>
              <Cell className="whitespace-nowrap">{nameOf(one.startedBy)}</Cell>
              <Cell className="text-xs whitespace-nowrap text-soft">{exact(one.since)} to {exact(one.until)}</Cell>
              <Cell className="text-xs whitespace-nowrap text-soft">{gistOf(one)}</Cell>
              <Cell className="tabular text-right whitespace-nowrap">{one.dryRun ? `${number(one.progress.total - one.progress.skipped)} counted` : `${number(one.progress.processed)} of ${number(one.progress.total)}`}</Cell>
              <Cell className={`tabular text-right ${one.progress.errors > 0 ? "text-bad" : "text-soft"}`}>{number(one.progress.errors)}</Cell>
            </tr>
          ))}
        </Table>
      </div>
    </details>
  );
}
