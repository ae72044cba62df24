import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "../common/Button";
import { label, number } from "../common/format";
import { Badge, Panel } from "../common/Surface";
import { Age } from "../common/Time";
import { hive } from "../server/server";
import { toast, toastError } from "../shell/toasts";
import { bulk, reloadLetters } from "./queries";

/** How far the newest bulk retry is; it goes on when this page is closed and when its server dies. */
export function BulkProgress() {
  const { data } = useQuery(bulk);
  const cancel = useMutation({
    mutationFn: (id: string) => hive.deadLetters.cancelDeadLetterRetries(id),
    onSuccess: () => { void reloadLetters(); toast("No further letters are retried."); },
    onError: (error) => toastError(error),
  });
  if (!data || data.dryRun) return null;
  const { total, processed, succeeded, failed, skipped } = data.progress;
  const running = data.status === "running";
  return (
    <Panel title="Bulk retry" actions={<><Badge tone={running ? "warn" : data.status === "completed" ? "good" : "plain"}>{label(data.status)}</Badge>{running && <Button kind="danger" busy={cancel.isPending} onClick={() => cancel.mutate(data.id)}>Cancel</Button>}</>}>
      <div className="flex flex-col gap-2 px-4 py-3 text-sm">
        <progress className="h-2 w-full accent-accent" aria-label="Bulk retry" max={Math.max(1, total)} value={processed} />
        <p className="tabular flex flex-wrap gap-x-4 text-soft">
          <span className="text-ink">{number(processed)} of {number(total)}</span><span>{number(succeeded)} succeeded</span><span>{number(failed)} failed again</span>{skipped > 0 && <span>{number(skipped)} passed over</span>}
          <span className="ml-auto">{data.ratePerSecond} a second, by {data.startedBy}, <Age of={data.startedAt} long /></span>
        </p>
      </div>
    </Panel>
  );
}
