import { useMutation, useQuery } from "@tanstack/react-query";
import { Pencil, ShieldAlert, ThumbsDown, ThumbsUp } from "lucide-react";
import { Button } from "../common/Button";
import { CategoryChoice } from "../common/CategoryChoice";
import { Content, redactions } from "../common/Content";
import { label, plain, plural } from "../common/format";
import { Failure } from "../common/States";
import { Badge, Loading, Panel, type Tone } from "../common/Surface";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { ContributionChange, ContributionView, PrescreenBand } from "../server/types";
import { toastError } from "../shell/toasts";
import { Decision } from "./Decision";
import { Neighbours } from "./Neighbours";
import { Provenance } from "./Provenance";
import { contribution } from "./queue";

interface Props {
  id: string;
  /** Beside the list there is no room for two columns. */
  narrow?: boolean;
  onApprove: () => void;
  onEdit: () => void;
  onReject: () => void;
}

const bands: Record<PrescreenBand, Tone> = { high: "good", medium: "warn", low: "bad" };

/** Everything a reviewer needs to decide, in one look: the text, what it resembles, who sent it, and what the machine thought. */
export function Cockpit({ id, narrow, onApprove, onEdit, onReject }: Props) {
  const { data, error, refetch } = useQuery(contribution(id));
  if (error && !data) return <Panel><Failure error={error} retry={() => void refetch()} /></Panel>;
  if (!data) return <Panel><Loading rows={5} height="h-16" /></Panel>;
  const pending = data.status === "pending";

  return (
    <div className="flex min-w-0 flex-col gap-4">
      {data.decision && <Decision view={data} />}
      <div className={`grid min-w-0 items-start gap-4 ${narrow ? "2xl:grid-cols-2" : "lg:grid-cols-2"}`}>
        <Panel
            title={<span className="break-words">{data.title === null ? "Rejected text" : plain(data.title)}</span>}
            actions={pending && (
              <>
                <Button kind="good" shortcut="a" icon={<ThumbsUp size={14} aria-hidden />} onClick={onApprove}>Approve</Button>
                <Button shortcut="e" icon={<Pencil size={14} aria-hidden />} onClick={onEdit}>Edit</Button>
                <Button kind="danger" shortcut="r" icon={<ThumbsDown size={14} aria-hidden />} onClick={onReject}>Reject</Button>
              </>
            )}
          >
            <Signs view={data} />
            <div className="px-4 py-4">
              {data.content === null ? <p className="text-sm text-soft">The text of a rejected contribution is removed for good after ten minutes.</p> : <Content text={data.content} />}
            </div>
          </Panel>
        <Neighbours view={data} />
        <Provenance view={data} />
      </div>
    </div>
  );
}

/** What the machine noticed, and what a reviewer may sort before deciding. */
function Signs({ view }: { view: ContributionView }) {
  const change = useMutation({
    mutationFn: (body: ContributionChange) => hive.contributions.updateContribution(view.id, body),
    onSuccess: (now) => {
      queries.setQueryData(contribution(view.id).queryKey, now);
      void queries.invalidateQueries({ queryKey: ["contributions", "queue"] });
    },
    onError: (error) => toastError(error, "Nothing was changed."),
  });
  const marks = redactions(view.content ?? "");
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      {view.prescreen_band && (
        <Badge tone={bands[view.prescreen_band]} title="A first guess from confidence, length and flags">Pre-screen {view.prescreen_band} · <span className="tabular">{view.prescreen_score}</span></Badge>
      )}
      {marks > 0 && <Badge tone="warn" title="Secrets and personal data were taken out before it was stored">{plural(marks, "redaction")}</Badge>}
      {view.conflict_action && <Badge tone="warn" title={conflicts[view.conflict_action]}>{label(view.conflict_action.toLowerCase())}</Badge>}
      {view.is_sensitive_flagged && <Badge tone="bad"><ShieldAlert size={12} aria-hidden />Sensitive</Badge>}
      {view.status === "pending" ? (
        <div className="ml-auto flex items-center gap-2">
          <CategoryChoice value={view.category} onChange={(category) => category && change.mutate({ category, is_sensitive_flagged: null })} all="Choose…" />
          <Button kind="quiet" aria-pressed={view.is_sensitive_flagged} onClick={() => change.mutate({ category: null, is_sensitive_flagged: !view.is_sensitive_flagged })}>
            {view.is_sensitive_flagged ? "Unflag" : "Flag"}
          </Button>
        </div>
      ) : <Badge>{label(view.category)}</Badge>}
      {view.conflict_action && <p className="w-full text-xs text-warn">{conflicts[view.conflict_action]}</p>}
    </div>
  );
}

const conflicts = {
  UPDATE: "Approving it replaces an existing note.",
  VERSION_FORK: "Approving it ends the validity of a note for another version; both are kept.",
  FLAGGED_FOR_REVIEW: "It contradicts several notes. Approving it adds it beside them.",
};
