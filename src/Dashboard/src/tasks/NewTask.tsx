import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { agents } from "../agents/queries";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { Choice, TextArea, TextInput } from "../common/Form";
import { label } from "../common/format";
import { problemOf } from "../server/problem";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { CreateTask, TaskPriority } from "../server/types";

const levels: TaskPriority[] = ["urgent", "high", "medium", "low"];

/** A task for the board, or a run for an agent. */
export function NewTask({ run, onClose }: { run: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const catalogue = useQuery({ ...agents, enabled: run });
  const make = useMutation({
    mutationFn: (body: Partial<CreateTask>) => hive.tasks.createTask(body as CreateTask),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ["tasks"] });
      onClose();
      void navigate(run ? { to: "/tasks/$id", params: { id: made.id } } : { to: "/tasks", search: { at: made.id } });
    },
  });
  const errors = make.error ? problemOf(make.error).errors : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim() || null;
    const priority = form.get("priority") as TaskPriority;
    make.mutate(run
      ? { kind: "run", input_message: text("message"), assigned_agent: text("agent"), priority, source: "dashboard" }
      : { kind: "work", title: text("title"), description: text("description"), category: text("category"), status: form.get("draft") === "draft" ? "draft" : "available", priority });
  };
  const known = ["title", "description", "category", "input_message", "assigned_agent"].some((name) => errors[name]);
  return (
    <Dialog open onClose={onClose} title={run ? "New run" : "New task"}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        {run ? (
          <>
            <TextArea label="What should be done" name="message" required autoFocus rows={5} fault={errors["input_message"]?.[0]} />
            <Choice label="Agent" name="agent" defaultValue="" fault={errors["assigned_agent"]?.[0]}>
              <option value="">Any worker</option>
              {(catalogue.data ?? []).map(({ name }) => <option key={name} value={name}>{name}</option>)}
            </Choice>
          </>
        ) : (
          <>
            <TextInput label="Title" name="title" required autoFocus maxLength={500} autoComplete="off" fault={errors["title"]?.[0]} />
            <TextArea label="Description (optional)" name="description" rows={4} fault={errors["description"]?.[0]} />
            <div className="grid gap-3 sm:grid-cols-2">
              <TextInput label="Category (optional)" name="category" autoComplete="off" fault={errors["category"]?.[0]} />
              <Choice label="Column" name="draft" defaultValue="available"><option value="available">Available</option><option value="draft">Draft</option></Choice>
            </div>
          </>
        )}
        <Choice label="Priority" name="priority" defaultValue="medium">{levels.map((one) => <option key={one} value={one}>{label(one)}</option>)}</Choice>
        {make.error && !known && <p role="alert" className="text-sm text-bad">{problemOf(make.error).detail}</p>}
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={make.isPending}>{run ? "Queue the run" : "Put it on the board"}</Button></div>
      </form>
    </Dialog>
  );
}
