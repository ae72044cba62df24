import { useMutation, useQuery } from "@tanstack/react-query";
import { SendHorizontal } from "lucide-react";
import { useRef, useState, type FormEvent } from "react";
import { agents } from "../agents/queries";
import { Button } from "../common/Button";
import { Choice, TextArea } from "../common/Form";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import { toastError } from "../shell/toasts";

interface Props {
  conversation: string | null;
  onSent: (conversation: string) => void;
}

export function Composer({ conversation, onSent }: Props) {
  const [text, setText] = useState("");
  const [agent, setAgent] = useState("planning");
  const box = useRef<HTMLFormElement>(null);
  const catalogue = useQuery(agents);
  const send = useMutation({
    mutationFn: (message: string) => hive.chat.sendChat({ message, agent }, conversation ? { conversation_id: conversation } : {}),
    onSuccess: ({ data }) => {
      setText("");
      void queries.invalidateQueries({ queryKey: ["conversations"] });
      onSent(data.conversation_id);
      box.current?.querySelector("textarea")?.focus();
    },
    onError: (error) => toastError(error, "It was not sent."),
  });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() !== "" && !send.isPending) send.mutate(text);
  };
  return (
    <form ref={box} onSubmit={submit} className="border-t border-line p-3">
      <div className="mx-auto flex max-w-3xl flex-col gap-2">
        <TextArea
          label="Message" hideLabel rows={2} value={text} maxLength={100_000} placeholder="Ask, or say what should be done" onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => { if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) { event.preventDefault(); submit(); } }}
        />
        <div className="flex items-center justify-between gap-2">
          <Choice label="Agent" hideLabel value={agent} className="!w-auto" onChange={(event) => setAgent(event.target.value)}>
            {(catalogue.data ?? []).map(({ name }) => <option key={name} value={name}>{name}</option>)}
            {!catalogue.data && <option value="planning">planning</option>}
          </Choice>
          <span className="hidden flex-1 text-right text-xs text-soft sm:block">Enter sends, Shift Enter is a new line</span>
          <Button type="submit" kind="primary" busy={send.isPending} disabled={text.trim() === ""} icon={<SendHorizontal size={14} aria-hidden />}>Send</Button>
        </div>
      </div>
    </form>
  );
}
