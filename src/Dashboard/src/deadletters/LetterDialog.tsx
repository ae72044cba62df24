import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { exact, label } from "../common/format";
import { TextArea, TextInput, Tick } from "../common/Form";
import { Failure } from "../common/States";
import { Badge, Loading } from "../common/Surface";
import { Age } from "../common/Time";
import { Fact } from "../contributions/Provenance";
import { useIsAdmin } from "../server/me";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { DeadLetterView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { Compared } from "./Compared";
import { tones } from "./DeadLetters";
import { letter, reloadLetters } from "./queries";

export function LetterDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useQuery(letter(id));
  const isAdmin = useIsAdmin();
  return (
    <Dialog open onClose={onClose} title={data ? `${data.subject} on ${data.eventType}` : "Dead letter"} size="large">
      {error ? <Failure error={error} /> : !data ? <Loading /> : (
        <div className="flex flex-col gap-4">
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm">
            <Fact name="State"><Badge tone={tones[data.status]}>{label(data.status)}</Badge>{data.resolvedBy && <span className="ml-2 text-soft">{data.resolvedBy}</span>}</Fact>
            <Fact name="Error"><span className="text-bad">{data.error}</span></Fact>
            <Fact name="Written"><Age of={data.createdAt} long /></Fact>
            <Fact name="Retried"><span className="tabular">{data.autoRetryCount} by itself, {data.manualRetryCount} by hand</span>{data.nextAutoRetryAt && <span className="text-soft">, next {exact(data.nextAutoRetryAt)}</span>}</Fact>
            <Fact name="Event"><Link to="/events" search={{ event: data.eventId }} className="text-accent hover:underline">Open the event</Link></Fact>
          </dl>
          {data.stack && <details><summary className="cursor-pointer text-sm text-soft">Stack</summary><pre tabIndex={0} className="mt-2 max-h-60 overflow-auto rounded-md border border-line bg-ground p-3 font-mono text-xs">{data.stack}</pre></details>}
          <Compared letter={data} />
          {isAdmin && (data.status === "pending" || data.status === "retrying") && <Actions key={data.rowVersion} letter={data} onClose={onClose} />}
        </div>
      )}
    </Dialog>
  );
}

function Actions({ letter: { id, payload, editedPayload, manualRetryCount }, onClose }: { letter: DeadLetterView; onClose: () => void }) {
  const original = JSON.stringify(editedPayload ?? payload ?? {}, null, 2);
  const [text, setText] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [force, setForce] = useState(false);
  const done = (says: string) => { void reloadLetters(); toast(says); onClose(); };
  const onError = (error: unknown) => { void reloadLetters(); toastError(error); };
  const retry = useMutation({
    mutationFn: () => hive.deadLetters.retryDeadLetter(id, { payload: text === null || text === original ? null : JSON.parse(text), force }),
    onSuccess: ({ status }) => (status === "resolved" ? done("It went well this time.") : status === "retrying" ? done("It is being retried.") : (void reloadLetters(), toast("It failed again."))),
    onError: (error) => (error instanceof SyntaxError ? undefined : onError(error)),
  });
  const resolve = useMutation({ mutationFn: () => hive.deadLetters.resolveDeadLetter(id, { note }), onSuccess: () => done("Noted as dealt with."), onError });
  const abandon = useMutation({ mutationFn: () => hive.deadLetters.abandonDeadLetter(id), onSuccess: () => done("Given up."), onError });
  return (
    <section aria-label="What to do" className="flex flex-col gap-3 border-t border-line pt-4">
      {text !== null && <TextArea label="Payload for the retry" rows={10} className="font-mono" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} fault={retry.error instanceof SyntaxError ? `Not JSON: ${retry.error.message}` : undefined} />}
      {manualRetryCount >= 5 && <Tick label="Retry although it was retried by hand five times" checked={force} onChange={(event) => setForce(event.target.checked)} />}
      {retry.error && !(retry.error instanceof SyntaxError) && <p role="alert" className="text-sm text-bad">{problemOf(retry.error).detail}</p>}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" busy={retry.isPending} onClick={() => retry.mutate()}>{text === null ? "Retry" : "Retry with this payload"}</Button>
        {text === null && <Button onClick={() => setText(original)}>Edit, then retry</Button>}
        <Button kind="danger" className="ml-auto" busy={abandon.isPending} onClick={() => abandon.mutate()}>Give up</Button>
      </div>
      <form className="flex items-end gap-2" onSubmit={(event) => { event.preventDefault(); resolve.mutate(); }}>
        <div className="flex-1"><TextInput label="Dealt with in another way" required maxLength={500} placeholder="Sent it by hand" value={note} onChange={(event) => setNote(event.target.value)} /></div>
        <Button type="submit" busy={resolve.isPending}>Resolve</Button>
      </form>
    </section>
  );
}
