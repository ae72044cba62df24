import { useState, type KeyboardEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { label, plain, plural } from "../common/format";
import { TextArea } from "../common/Form";
import { Key } from "../common/Surface";
import { rejectionReasons, type RejectionReason } from "../server/types";
import type { Candidate } from "./review";

interface Props {
  candidates: Candidate[];
  onClose: () => void;
  onReject: (code: RejectionReason, reason: string) => void;
}

/** A digit chooses the reason, Enter rejects. The contributor reads both. */
export function RejectDialog({ candidates, onClose, onReject }: Props) {
  const [code, setCode] = useState<RejectionReason>("other");
  const [reason, setReason] = useState("");

  function press(event: KeyboardEvent) {
    const typing = event.target instanceof HTMLTextAreaElement;
    const chosen = rejectionReasons[Number(event.key) - 1];
    if (!typing && chosen) {
      event.preventDefault();
      setCode(chosen);
    } else if (event.key === "Enter" && (!typing || event.ctrlKey) && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      onReject(code, reason);
    }
  }

  const title = candidates.length === 1 ? `Reject “${plain(candidates[0]?.title ?? "")}”` : `Reject ${plural(candidates.length, "contribution")}`;
  return (
    <Dialog open onClose={onClose} title={title} note="The contributor reads the reason. You can undo this for ten minutes.">
      <div onKeyDown={press} className="flex flex-col gap-4">
        <fieldset className="grid gap-1 sm:grid-cols-2">
          <legend className="mb-1.5 text-xs font-medium text-soft">Reason</legend>
          {rejectionReasons.map((one, index) => (
            <label key={one} className="flex items-center gap-2.5 rounded-md border border-line px-2.5 py-1.5 text-sm has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent">
              <input type="radio" name="reason" value={one} checked={code === one} autoFocus={one === "other"} onChange={() => setCode(one)} className="accent-accent" />
              <span className="flex-1">{label(one)}</span><Key>{index + 1}</Key>
            </label>
          ))}
        </fieldset>
        <TextArea label="Note (optional)" rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} hint="Ctrl Enter rejects from here." />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="danger" onClick={() => onReject(code, reason)}>Reject</Button>
        </div>
      </div>
    </Dialog>
  );
}
