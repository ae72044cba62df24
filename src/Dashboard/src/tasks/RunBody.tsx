import { useMutation } from "@tanstack/react-query";
import { CircleAlert, MessageCircleQuestion } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "../common/Button";
import { Content } from "../common/Content";
import { TextArea } from "../common/Form";
import { Failure } from "../common/States";
import { Panel } from "../common/Surface";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { TaskView } from "../server/types";
import { toastError } from "../shell/toasts";
import { Output } from "./Output";
import { useOutput } from "./useOutput";

/** A run: what was asked, what it says now, what it waits for and what came of it. */
export function RunBody({ view, over }: { view: TaskView; over: boolean }) {
  const { lines, error } = useOutput(view.id, !over);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {view.status === "waiting_input" && <Answer id={view.id} />}
      {view.error && (
        <p role="alert" className="flex items-start gap-2 rounded-lg border border-bad/40 bg-bad-soft px-4 py-3 text-sm text-bad">
          <CircleAlert size={16} className="mt-0.5 shrink-0" aria-hidden /><span className="min-w-0 break-words">{view.error}{view.error_code && <span className="ml-2 font-mono text-xs">{view.error_code}</span>}</span>
        </p>
      )}
      {error && lines.length === 0 ? <Panel title="Output"><Failure error={error} /></Panel> : <Output lines={lines} live={!over} />}
      {view.result && <Panel title="Result"><div className="px-4 py-4"><Content text={view.result} /></div></Panel>}
      {view.input_message && <Panel title="Asked for"><div className="px-4 py-4"><Content text={view.input_message} /></div></Panel>}
    </div>
  );
}

function Answer({ id }: { id: string }) {
  const [text, setText] = useState("");
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const send = useMutation({
    mutationFn: (message: string) => hive.tasks.sendTaskInput(id, { message }),
    onSuccess: () => { setText(""); void queries.invalidateQueries({ queryKey: ["tasks", "one", id] }); },
    onError: (error) => toastError(error, "The answer was not sent."),
  });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() !== "" && !send.isPending) send.mutate(text);
  };
  return (
    <form ref={box} onSubmit={submit} className="flex flex-col gap-3 rounded-lg border border-warn/50 bg-warn-soft px-4 py-3">
      <p role="status" className="flex items-center gap-2 text-sm font-medium text-warn"><MessageCircleQuestion size={16} aria-hidden />The run waits for an answer</p>
      <TextArea label="Answer" hideLabel rows={3} value={text} placeholder="Ctrl+Enter sends it" onChange={(event) => setText(event.target.value)} onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit()} />
      <div className="flex justify-end"><Button type="submit" kind="primary" busy={send.isPending} disabled={text.trim() === ""}>Answer</Button></div>
    </form>
  );
}
