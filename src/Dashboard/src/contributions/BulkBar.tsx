import { Button } from "../common/Button";
import { number } from "../common/format";
import { Key } from "../common/Surface";
import type { PendingSummary } from "../server/types";

interface Props {
  selected: number;
  loaded: number;
  focused: PendingSummary | undefined;
  canKeep: boolean;
  onApprove: () => void;
  onReject: () => void;
  onKeep: () => void;
  onClear: () => void;
}

export function BulkBar({ selected, canKeep, onApprove, onReject, onKeep, onClear }: Props) {
  if (selected === 0) {
    return (
      <p className="hidden h-10 items-center gap-x-3 overflow-hidden border-b border-line px-3 text-xs whitespace-nowrap text-soft sm:flex">
        <span><Key>j</Key> <Key>k</Key> move</span><span><Key>x</Key> select</span><span><Key>d</Key> alike</span><span><Key>a</Key> approve</span><span><Key>r</Key> reject</span>
      </p>
    );
  }
  return (
    <div role="toolbar" aria-label="Selected contributions" className="flex flex-wrap items-center gap-2 border-b border-line bg-accent-soft px-3 py-2">
      <span aria-live="polite" className="tabular mr-auto text-sm font-medium">{number(selected)} selected</span>
      <Button kind="good" shortcut="a" onClick={onApprove}>Approve</Button>
      <Button kind="danger" shortcut="r" onClick={onReject}>Reject</Button>
      {canKeep && <Button onClick={onKeep}>Keep this one</Button>}
      <Button kind="quiet" onClick={onClear}>Clear</Button>
    </div>
  );
}
