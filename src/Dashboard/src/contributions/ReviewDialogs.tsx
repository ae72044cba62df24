import { useNavigate } from "@tanstack/react-router";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { plural } from "../common/format";
import { EditDialog } from "./EditDialog";
import { RejectDialog } from "./RejectDialog";
import { approve, reject, type Candidate } from "./review";

export type Open =
  | { kind: "approve"; candidates: Candidate[] }
  | { kind: "reject"; candidates: Candidate[] }
  | { kind: "keep"; keep: Candidate; others: Candidate[] }
  | { kind: "edit"; id: string }
  | null;

interface Props {
  open: Open;
  onClose: () => void;
  /** Called the moment a decision is sent: the page goes on, the answer comes as a message. */
  onDecided: () => void;
}

export function ReviewDialogs({ open, onClose, onDecided }: Props) {
  const navigate = useNavigate();
  const openItem = (id: string) => void navigate({ to: "/knowledge/$id", params: { id } });
  switch (open?.kind) {
    case "approve":
      return (
        <Confirm title={`Approve ${plural(open.candidates.length, "contribution")}?`} candidates={open.candidates} action="Approve all" onClose={onClose}
          onConfirm={() => { onDecided(); void approve(open.candidates); }} />
      );
    case "keep":
      return (
        <Confirm title={`Keep one, reject ${plural(open.others.length, "duplicate")}?`} note={`“${open.keep.title}” is approved, the others are rejected as duplicates:`}
          candidates={open.others} action="Keep one" onClose={onClose}
          onConfirm={() => { onDecided(); void approve([open.keep], undefined, openItem).then((kept) => (kept ? reject(open.others, "duplicate", "") : false)); }} />
      );
    case "reject":
      return <RejectDialog candidates={open.candidates} onClose={onClose} onReject={(code, reason) => { onDecided(); void reject(open.candidates, code, reason); }} />;
    case "edit":
      return <EditDialog id={open.id} onClose={onClose} onApprove={async (candidate, edit) => { const done = await approve([candidate], edit, openItem); if (done) onDecided(); return done; }} />;
    default:
      return null;
  }
}

function Confirm({ title, note, candidates, action, onClose, onConfirm }: { title: string; note?: string; candidates: Candidate[]; action: string; onClose: () => void; onConfirm: () => void }) {
  return (
    <Dialog open onClose={onClose} title={title} {...(note ? { note } : {})}>
      <ul className="mb-4 flex flex-col gap-1 text-sm">
        {candidates.slice(0, 6).map((one) => <li key={one.id} className="truncate">{one.title}</li>)}
        {candidates.length > 6 && <li className="text-soft">and {candidates.length - 6} more</li>}
      </ul>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" autoFocus onClick={onConfirm}>{action}</Button>
      </div>
    </Dialog>
  );
}
