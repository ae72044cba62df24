import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type KeyboardEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { label } from "../common/format";
import { Choice, TextArea, TextInput, Tick } from "../common/Form";
import { Failure } from "../common/States";
import { Loading } from "../common/Surface";
import { categories, type ContributionView, type ReviewEdit } from "../server/types";
import { contribution } from "./queue";
import type { Candidate } from "./review";

interface Props {
  id: string;
  onClose: () => void;
  onApprove: (candidate: Candidate, edit: ReviewEdit) => Promise<boolean>;
}

/** Edit, then approve: the text stays here until the server has taken it. */
export function EditDialog({ id, onClose, onApprove }: Props) {
  const { data, error, refetch } = useQuery(contribution(id));
  return (
    <Dialog open onClose={onClose} title="Edit, then approve" size="large" note="The edited text is checked and redacted once more.">
      {error ? <Failure error={error} retry={() => void refetch()} />
        : !data ? <Loading />
        : data.status !== "pending" ? <p className="py-6 text-center text-sm">Somebody else decided this one meanwhile: it is {data.status}.</p>
        : <EditForm view={data} onClose={onClose} onApprove={onApprove} />}
    </Dialog>
  );
}

function EditForm({ view, onClose, onApprove }: { view: ContributionView } & Omit<Props, "id">) {
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    const edit: ReviewEdit = {};
    if (text("title") !== (view.title ?? "")) edit.title = text("title");
    if (text("content").replaceAll("\r\n", "\n") !== view.content) edit.content = text("content").replaceAll("\r\n", "\n");
    const category = categories.find((one) => one === text("category"));
    if (category && category !== view.category) edit.category = category;
    const tags = text("tags").split(",").map((tag) => tag.trim()).filter((tag) => tag !== "");
    if (tags.join() !== (view.tags ?? []).join()) edit.tags = tags;
    if (form.get("public") !== null) edit.is_public = true;
    setBusy(true);
    await onApprove({ id: view.id, title: text("title") || view.title || view.id }, edit);
    setBusy(false);
  }

  const press = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
  };
  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={press} className="flex flex-col gap-3">
      <TextInput label="Title" name="title" defaultValue={view.title ?? ""} maxLength={200} />
      <TextArea label="Text" name="content" defaultValue={view.content ?? ""} rows={14} minLength={10} required autoFocus className="font-mono text-[0.8rem] leading-relaxed" />
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice label="Category" name="category" defaultValue={view.category}>
          {categories.map((category) => <option key={category} value={category}>{label(category)}</option>)}
        </Choice>
        <TextInput label="Tags" name="tags" defaultValue={(view.tags ?? []).join(", ")} hint="Separated by commas." />
      </div>
      <Tick label="Publish at once" hint="Everybody sees it, not only your organisation." name="public" />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={busy} shortcut="Ctrl Enter">Approve</Button>
      </div>
    </form>
  );
}
