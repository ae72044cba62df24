import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Page } from "../common/Surface";
import { useLive } from "../live/live";
import { plain } from "../common/format";
import { queries } from "../server/queries";
import { useShortcuts } from "../shell/keys";
import { Cockpit } from "./Cockpit";
import { contribution, loadedQueue, queueOf } from "./queue";
import { approve, isMine, tellDecided, undo, type Candidate } from "./review";
import { ReviewDialogs, type Open } from "./ReviewDialogs";

const route = getRouteApi("/shell/contributions/$id");

/** One contribution, whole, beside its nearest neighbours. */
export function ContributionPage() {
  const { id } = route.useParams();
  const navigate = useNavigate();
  const { data } = useQuery(contribution(id));
  useInfiniteQuery(queueOf(undefined)); // the way on, and what else waits that is alike
  const [dialog, setDialog] = useState<Open>(null);
  const candidate: Candidate = { id, title: plain(data?.title ?? id) };
  const pending = data?.status === "pending";
  const back = () => void navigate({ to: "/contributions", search: { at: id } });

  // Asked before the decision takes the row out of the queue.
  const neighbour = (step: number): string | undefined => {
    const items = loadedQueue();
    const at = items.findIndex((item) => item.id === id);
    return at < 0 ? undefined : items[at + step]?.id;
  };
  const goTo = (next: string | undefined) => void (next ? navigate({ to: "/contributions/$id", params: { id: next } }) : navigate({ to: "/contributions" }));
  const openItem = (item: string) => void navigate({ to: "/knowledge/$id", params: { id: item } });
  const approveIt = () => {
    if (!pending) return;
    const next = neighbour(1) ?? neighbour(-1);
    void approve([candidate], undefined, openItem);
    goTo(next);
  };

  useLive((messages) => {
    const decided = messages.some(({ name, data: told }) => name === "contribution_decided" && told["contribution_id"] === id);
    if (decided && !isMine(id)) {
      void tellDecided(candidate);
      void queries.invalidateQueries({ queryKey: ["contributions", "one", id] });
    }
  });

  useShortcuts("Review", [
    { keys: "a", does: "Approve", run: approveIt },
    { keys: "e", does: "Edit, then approve", run: () => pending && setDialog({ kind: "edit", id }) },
    { keys: "r", does: "Reject with a reason", run: () => pending && setDialog({ kind: "reject", candidates: [candidate] }) },
    { keys: "u", does: "Undo the last rejection", run: () => void undo() },
    { keys: "j", does: "Next", run: () => neighbour(1) && goTo(neighbour(1)) },
    { keys: "k", does: "Previous", run: () => neighbour(-1) && goTo(neighbour(-1)) },
    { keys: "Escape", does: "Back to the queue", run: back },
  ]);

  return (
    <Page title="Contribution" note={<Link to="/contributions" search={{ at: id }} className="text-accent underline">Back to the queue</Link>}>
      <Cockpit id={id} onApprove={approveIt} onEdit={() => setDialog({ kind: "edit", id })} onReject={() => setDialog({ kind: "reject", candidates: [candidate] })} />
      <ReviewDialogs open={dialog} onClose={() => setDialog(null)} onDecided={() => { setDialog(null); goTo(neighbour(1) ?? neighbour(-1)); }} />
    </Page>
  );
}
