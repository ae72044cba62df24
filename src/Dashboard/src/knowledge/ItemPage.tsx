import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { CircleAlert, Globe, Lock, ShieldCheck, ThumbsDown, ThumbsUp, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { Content } from "../common/Content";
import { Dialog } from "../common/Dialog";
import { label, plural } from "../common/format";
import { Failure } from "../common/States";
import { Badge, Loading, Page, Panel } from "../common/Surface";
import { useIsAdmin, useMe } from "../server/me";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { KnowledgeItemView } from "../server/types";
import { useShortcuts } from "../shell/keys";
import { toast, toastError } from "../shell/toasts";
import { ItemFacts } from "./ItemFacts";
import { Signals } from "./Signals";

const route = getRouteApi("/shell/knowledge/$id");

// Reading an item counts as a retrieval, so it is read once per visit and not again by itself.
const item = (id: string) => queryOptions({ queryKey: ["knowledge", "item", id], queryFn: () => hive.knowledge.getKnowledgeItem(id) });

export function ItemPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(item(id));
  if (error && !data) return <Page title="Note"><Panel><Failure error={error} retry={() => void refetch()} /></Panel></Page>;
  if (!data) return <Page title="Note"><Panel><Loading rows={6} /></Panel></Page>;
  return <Item view={data} />;
}

function Item({ view }: { view: KnowledgeItemView }) {
  const profile = useMe();
  const isAdmin = useIsAdmin();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const own = view.org_attribution === profile.org_id;

  const show = useMutation({
    mutationFn: (isPublic: boolean) => (isPublic ? hive.knowledge.publishKnowledgeItem(view.id) : hive.knowledge.unpublishKnowledgeItem(view.id)),
    onSuccess: ({ is_public }) => {
      queries.setQueryData(item(view.id).queryKey, { ...view, is_public });
      toast(is_public ? "Everybody sees this note now." : "Only your organisation sees this note now.", {
        tone: "good", action: { label: "Undo", run: () => show.mutate(!is_public) },
      });
    },
    onError: (error) => toastError(error),
  });
  const vote = useMutation({
    mutationFn: (outcome: "solved" | "did_not_help") => hive.outcomes.reportOutcome({ item_id: view.id, outcome }),
    onSuccess: ({ status }, outcome) => {
      toast(status === "already_recorded" ? "You said so already." : outcome === "solved" ? "Thanks: it helped." : "Thanks: it did not help.", { tone: "good" });
      void queries.invalidateQueries({ queryKey: ["knowledge", "signals", view.id] });
    },
    onError: (error) => toastError(error),
  });
  const remove = useMutation({
    mutationFn: () => hive.knowledge.deleteKnowledgeItem(view.id),
    onSuccess: async () => {
      toast(`Deleted “${view.title}”.`);
      await queries.invalidateQueries({ queryKey: ["knowledge", "list"] });
      await navigate({ to: "/commons" });
    },
    onError: (error) => toastError(error, "Nothing was deleted."),
  });

  useShortcuts("Note", [
    { keys: "p", does: view.is_public ? "Make private" : "Publish", run: () => own && show.mutate(!view.is_public) },
    { keys: "+", does: "It helped", run: () => vote.mutate("solved") },
    { keys: "-", does: "It did not help", run: () => vote.mutate("did_not_help") },
  ]);

  return (
    <Page
      title={view.title}
      note={<span className="flex flex-wrap items-center gap-2 pt-1">
        <Badge>{label(view.category)}</Badge>
        {view.is_public ? <Badge tone="accent"><Globe size={12} aria-hidden />Public</Badge> : <Badge><Lock size={12} aria-hidden />Private</Badge>}
        {!view.is_current && <Badge tone="warn">No longer current</Badge>}
        {view.expired_at && <Badge tone="bad">Superseded</Badge>}
        {view.integrity_verified && <Badge tone="good" title="The text is the one that was approved"><ShieldCheck size={12} aria-hidden />Verified</Badge>}
      </span>}
      actions={
        <>
          <Button icon={<ThumbsUp size={14} aria-hidden />} busy={vote.isPending} onClick={() => vote.mutate("solved")}>Helped</Button>
          <Button icon={<ThumbsDown size={14} aria-hidden />} busy={vote.isPending} onClick={() => vote.mutate("did_not_help")}>Did not help</Button>
          {own && <Button kind={view.is_public ? "plain" : "primary"} busy={show.isPending} disabled={view.expired_at !== null && !view.is_public} onClick={() => show.mutate(!view.is_public)}>{view.is_public ? "Make private" : "Publish"}</Button>}
          {own && isAdmin && <Button kind="quiet" aria-label="Delete" title="Delete" icon={<Trash2 size={15} aria-hidden />} onClick={() => setDeleting(true)} />}
        </>
      }
    >
      {view.integrity_warning && <p role="alert" className="flex items-center gap-2 rounded-lg border border-bad/40 bg-bad-soft px-4 py-3 text-sm text-bad"><CircleAlert size={16} aria-hidden />{view.integrity_warning}</p>}
      {view.superseded_by && <p className="rounded-lg border border-warn/40 bg-warn-soft px-4 py-3 text-sm">A newer note took its place. <Link to="/knowledge/$id" params={{ id: view.superseded_by }} className="text-accent underline">Read that one</Link></p>}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Panel className="px-5 py-5"><Content text={view.content} /></Panel>
        <div className="flex flex-col gap-4">
          <Signals view={view} own={own} />
          <ItemFacts view={view} />
        </div>
      </div>
      <Dialog open={deleting} onClose={() => setDeleting(false)} title={`Delete “${view.title}”?`} note="Notes that were made from it go with it. This cannot be undone here.">
        <p className="mb-4 text-sm text-soft">It was retrieved {plural(view.retrieval_count, "time")}.</p>
        <div className="flex justify-end gap-2"><Button onClick={() => setDeleting(false)}>Cancel</Button><Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>Delete</Button></div>
      </Dialog>
    </Page>
  );
}
