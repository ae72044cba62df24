import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Square, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { label, plain } from "../common/format";
import { Failure } from "../common/States";
import { Status } from "../common/Status";
import { Badge, Loading, Page, Panel } from "../common/Surface";
import { useIsAdmin, useMe } from "../server/me";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { TaskView } from "../server/types";
import { useShortcuts } from "../shell/keys";
import { toast, toastError } from "../shell/toasts";
import { priorities } from "./BoardCard";
import { columns, moveOf } from "./moves";
import { isOver, task } from "./queries";
import { RunBody } from "./RunBody";
import { TaskFacts } from "./TaskFacts";
import { WorkBody } from "./WorkBody";
import { move } from "./move";

const route = getRouteApi("/shell/tasks/$id");

export function TaskPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(task(id));
  if (error && !data) return <Page title="Task"><Panel><Failure error={error} retry={() => void refetch()} /></Panel></Page>;
  if (!data) return <Page title="Task"><Panel><Loading rows={6} /></Panel></Page>;
  return <Task key={id} view={data} />;
}

function Task({ view }: { view: TaskView }) {
  const me = useMe().id;
  const isAdmin = useIsAdmin();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const isRun = view.kind === "run";
  const over = isOver(view.status);
  const mayDelete = (isAdmin || view.owner_id === me) && (!isRun || over);
  const ways = isRun ? [] : columns.filter((column) => moveOf(view, column, me));

  const stop = useMutation({
    mutationFn: () => hive.tasks.stopTask(view.id),
    onSuccess: () => { void queries.invalidateQueries({ queryKey: ["tasks"] }); toast("The run is stopped."); },
    onError: (error) => toastError(error),
  });
  const remove = useMutation({
    mutationFn: () => hive.tasks.deleteTask(view.id),
    onSuccess: async () => {
      toast(`Deleted “${plain(view.title)}”.`);
      void queries.invalidateQueries({ queryKey: ["tasks"] });
      await navigate({ to: "/tasks", search: isRun ? { view: "runs" } : {} });
    },
    onError: (error) => toastError(error, "Nothing was deleted."),
  });
  useShortcuts("Task", [
    { keys: "s", does: "Stop the run", run: () => isRun && !over && stop.mutate() },
    { keys: "Escape", does: "Back to all tasks", run: () => void navigate({ to: "/tasks", search: isRun ? { view: "runs" } : { at: view.id } }) },
  ]);

  return (
    <Page
      title={plain(view.title)}
      note={<span className="flex flex-wrap items-center gap-2 pt-1">
        <Status of={view.status} /><Badge tone={priorities[view.priority]}>{label(view.priority)}</Badge>
        {view.category && <Badge>{view.category}</Badge>}
        <Link to="/tasks" search={isRun ? { view: "runs" } : { at: view.id }} className="text-accent underline">{isRun ? "All runs" : "The board"}</Link>
      </span>}
      actions={
        <>
          {isRun && !over && <Button kind="danger" shortcut="s" busy={stop.isPending} icon={<Square size={13} aria-hidden />} onClick={() => stop.mutate()}>Stop</Button>}
          {ways.map((to) => (
            <Button key={to} kind={to === "cancelled" ? "quiet" : to === "completed" ? "good" : "plain"} onClick={() => void move(view, to, me).then(() => queries.invalidateQueries({ queryKey: task(view.id).queryKey }))}>{verbs[`${view.status} ${to}`] ?? label(to)}</Button>
          ))}
          {mayDelete && <Button kind="quiet" aria-label="Delete" title="Delete" icon={<Trash2 size={15} aria-hidden />} onClick={() => setDeleting(true)} />}
        </>
      }
    >
      <div className="grid min-w-0 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {isRun ? <RunBody view={view} over={over} /> : <WorkBody view={view} />}
        <TaskFacts view={view} />
      </div>
      <Dialog open={deleting} onClose={() => setDeleting(false)} title={`Delete “${plain(view.title)}”?`} note={isRun ? "What it cost stays in the ledger." : "It leaves the board of everybody."}>
        <div className="flex justify-end gap-2"><Button onClick={() => setDeleting(false)}>Cancel</Button><Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>Delete</Button></div>
      </Dialog>
    </Page>
  );
}

const verbs: Record<string, string> = {
  "draft available": "Make available", "available in_progress": "Take it", "in_progress available": "Give it back", "in_progress completed": "Done",
  "draft cancelled": "Cancel", "available cancelled": "Cancel", "in_progress cancelled": "Cancel",
};
