import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Archive, ArchiveRestore, Bot } from "lucide-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import { dollars, plain, plural } from "../common/format";
import { Failure } from "../common/States";
import { Loading, Panel } from "../common/Surface";
import { Button } from "../common/Button";
import { useLive, useTopic } from "../live/live";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { MessageView } from "../server/types";
import { toastError } from "../shell/toasts";
import { Answering } from "./Answering";
import { Composer } from "./Composer";
import { Message } from "./Message";
import { addMessage, conversation, lastRun, messages } from "./queries";

/** One conversation, with the answer that is being made. */
export function Thread({ id }: { id: string }) {
  const head = useQuery(conversation(id));
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(messages(id));
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useTopic(`conversation:${id}`);
  useLive((told) => {
    for (const { name, data: said } of told) {
      if (name === "chat_message" && said["conversation_id"] === id) addMessage(messageOf(said));
    }
  });
  // The list is oldest first, so the end of a long conversation is some pages away.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const said = data?.pages.flatMap((page) => page.items) ?? [];
  const run = useQuery(lastRun(id)).data;
  const answered = run && said.some((message) => message.role === "assistant" && message.task_id === run.id);
  const toEnd = () => {
    if (isAtEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(toEnd, [said.length]);

  const archive = useMutation({
    mutationFn: (is_archived: boolean) => hive.conversations.updateConversation(id, { is_archived }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["conversations"] }),
    onError: (error) => toastError(error),
  });
  const failed = head.error ?? error;
  if (failed && !(head.data && data)) return <Panel><Failure error={failed} retry={() => { void head.refetch(); void refetch(); }} /></Panel>;
  if (!head.data || !data) return <Panel><Loading rows={5} height="h-14" /></Panel>;
  const view = head.data;
  return (
    <Panel
      className="flex min-h-0 flex-1 flex-col overflow-hidden" title={plain(view.title) || "Conversation"}
      note={view.total_tasks > 0 ? `${plural(view.total_tasks, "run")}, ${dollars(view.total_cost_usd)}` : undefined}
      actions={<Button kind="quiet" aria-label={view.is_archived ? "Bring back" : "Archive"} title={view.is_archived ? "Bring back" : "Archive"} icon={view.is_archived ? <ArchiveRestore size={15} aria-hidden /> : <Archive size={15} aria-hidden />} busy={archive.isPending} onClick={() => archive.mutate(!view.is_archived)} />}
    >
      <div
        ref={box} role="log" aria-label="Messages" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-4 py-4 focus-visible:-outline-offset-2"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => { isAtEnd.current = scrollHeight - clientHeight - scrollTop < 60; }}
      >
        <ol className="mx-auto flex max-w-3xl flex-col gap-5">
          {said.map((message) => <Message key={message.id} message={message} />)}
          {run && !answered && <Answering key={run.id} task={run.id} onGrow={toEnd} />}
        </ol>
      </div>
      <Composer conversation={id} onSent={() => { isAtEnd.current = true; void refetch(); void queries.invalidateQueries({ queryKey: lastRun(id).queryKey }); }} />
    </Panel>
  );
}

/** Before the first word. */
export function NewChat() {
  const navigate = useNavigate();
  return (
    <Panel className="flex min-h-0 flex-1 flex-col overflow-hidden" title="New conversation">
      <div className="grid min-h-0 flex-1 place-items-center overflow-y-auto px-4 py-6 text-center">
        <div><Bot size={32} className="mx-auto mb-3 text-strong" aria-hidden /><p className="font-medium">What should be done?</p><p className="mt-1 max-w-sm text-sm text-soft">An agent takes it on as a run. You see what it says while it works, and its result is the answer.</p></div>
      </div>
      <Composer conversation={null} onSent={(conversation) => void navigate({ to: "/chat", search: { conversation } })} />
    </Panel>
  );
}

const messageOf = (data: Record<string, unknown>): MessageView => ({
  id: String(data["message_id"]), conversation_id: String(data["conversation_id"]), role: data["role"] as MessageView["role"], content: String(data["content"]),
  sender_id: String(data["sender_id"]), task_id: typeof data["task_id"] === "string" ? data["task_id"] : null, metadata: {}, created_at: String(data["timestamp"]),
});
