import { Link } from "@tanstack/react-router";
import { Button } from "../common/Button";
import { actor, clock, label } from "../common/format";
import { Age, useNow } from "../common/Time";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { ContributionView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { refreshHead } from "./queue";

/** Who decided, what and why, also when it was somebody else a moment ago. */
export function Decision({ view }: { view: ContributionView }) {
  const now = useNow();
  const { decision } = view;
  if (!decision) return null;
  const undoable = decision.undo_until !== null && Date.parse(decision.undo_until) > now;

  async function undo() {
    try {
      await hive.contributions.undoRejection(view.id);
      await Promise.all([queries.invalidateQueries({ queryKey: ["contributions", "one", view.id] }), refreshHead()]);
      toast("It waits for review again.");
    } catch (error) {
      toastError(error, "Undo failed.");
    }
  }

  return (
    <div role="status" className={`flex flex-wrap items-center gap-3 rounded-lg border px-4 py-3 text-sm ${decision.decision === "approved" ? "border-good/40 bg-good-soft" : "border-bad/40 bg-bad-soft"}`}>
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">{label(decision.decision)}</strong> by {actor(decision.decided_by)} · <Age of={decision.decided_at} long />
        {decision.reason_code && <> · {label(decision.reason_code)}</>}
        {decision.reason && <span className="block text-soft">{decision.reason}</span>}
      </p>
      {decision.knowledge_item_id && <Link to="/knowledge/$id" params={{ id: decision.knowledge_item_id }} className="text-accent underline">Open the note</Link>}
      {undoable && decision.undo_until && <Button onClick={() => void undo()}>Undo until {clock(decision.undo_until)}</Button>}
    </div>
  );
}
