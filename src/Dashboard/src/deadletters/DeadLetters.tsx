import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { MailX, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { exact, label } from "../common/format";
import { Choice } from "../common/Form";
import { Opener } from "../common/Opener";
import { Rows } from "../common/Rows";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Page, Panel, type Tone } from "../common/Surface";
import { Cell } from "../common/Table";
import { Tile } from "../common/Tile";
import { Age } from "../common/Time";
import { useIsAdmin } from "../server/me";
import type { DeadLetterStatus } from "../server/types";
import { BulkDialog } from "./BulkDialog";
import { BulkProgress } from "./BulkProgress";
import { Groups } from "./Groups";
import { LetterDialog } from "./LetterDialog";
import { stats, useLetters } from "./queries";

const route = getRouteApi("/shell/dead-letters");

export const tones: Record<DeadLetterStatus, Tone> = { pending: "bad", retrying: "warn", resolved: "good", abandoned: "plain" };
const states = Object.keys(tones) as DeadLetterStatus[];

/** What failed for good, why, and how to bring it back. */
export function DeadLetters() {
  const { letter, status, group } = route.useSearch();
  const navigate = useNavigate();
  const { data: counts, isError: failed } = useQuery(stats);
  const log = useLetters({ ...(status ? { status } : {}), ...(group ? { group } : {}) });
  const [retrying, setRetrying] = useState<string | null | undefined>(undefined);
  const isAdmin = useIsAdmin();
  const go = (search: { letter?: string; status?: DeadLetterStatus; group?: string }) => void navigate({ to: "/dead-letters", search, replace: true });
  const kept = { ...(status ? { status } : {}), ...(group ? { group } : {}) };
  return (
    <Page title="Dead letters" note="Handlers that failed for good. Nothing here is lost: edit, retry, or say how it was dealt with." actions={
      isAdmin && counts && counts.pending > 0 && <Button kind="primary" onClick={() => setRetrying(group ?? null)}>Retry many</Button>
    }>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">{states.map((one) => <Tile key={one} name={label(one)} value={counts?.[one]} failed={failed} />)}</dl>
      <BulkProgress />
      <Groups current={group} onChoose={(fingerprint) => go({ ...(status ? { status } : {}), ...(fingerprint ? { group: fingerprint } : {}) })} onRetry={isAdmin ? setRetrying : undefined} />
      <Panel title="Letters" actions={
        <>
          {group && <Button kind="quiet" icon={<X size={14} aria-hidden />} onClick={() => go(status ? { status } : {})}>All errors</Button>}
          <Choice label="State" hideLabel className="!w-auto" value={status ?? ""} onChange={(event) => go({ ...(group ? { group } : {}), ...(event.target.value ? { status: event.target.value as DeadLetterStatus } : {}) })}>
            <option value="">Every state</option>{states.map((one) => <option key={one} value={one}>{label(one)}</option>)}
          </Choice>
        </>
      }>
        {log.error && !log.data ? <Failure error={log.error} retry={() => void log.refetch()} />
          : log.isPending ? <Loading rows={6} />
          : log.rows.length === 0 ? <Empty icon={<MailX size={32} aria-hidden />} title={status || group ? "Nothing matches" : "No dead letter"}>{status || group ? "Choose another state or error." : "Every handler has done its work. What fails four times in a row ends here."}</Empty>
          : (
            <>
              <Rows label="Letters" heads={["Event", "Handler", "Error", "State", "Next retry", "Written"]} wide={["Handler", "Error", "Next retry"]} items={log.rows} keyOf={(one) => one.id} open={(one) => go({ ...kept, letter: one.id })} cells={(one) => (
                <>
                  <Cell className="max-w-[45vw] text-xs"><Opener className="font-mono" onOpen={() => go({ ...kept, letter: one.id })}>{one.eventType}</Opener><span className="block truncate text-soft sm:hidden">{one.error}</span></Cell>
                  <Cell wide className="whitespace-nowrap">{one.subject}</Cell>
                  <Cell wide className="max-w-96 truncate text-soft">{one.error}</Cell>
                  <Cell><Badge tone={tones[one.status]}>{label(one.status)}</Badge></Cell>
                  <Cell wide className="text-soft whitespace-nowrap">{one.nextAutoRetryAt ? exact(one.nextAutoRetryAt) : one.status === "pending" ? "by hand" : ""}</Cell>
                  <Cell className="text-soft"><Age of={one.createdAt} /></Cell>
                </>
              )} />
              {log.hasNextPage && <div className="border-t border-line p-3 text-center"><Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>Older</Button></div>}
            </>
          )}
      </Panel>
      {letter && <LetterDialog id={letter} onClose={() => go(kept)} />}
      {retrying !== undefined && <BulkDialog group={retrying} onClose={() => setRetrying(undefined)} />}
    </Page>
  );
}
