import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { MessageSquarePlus, MessagesSquare } from "lucide-react";
import { Button } from "../common/Button";
import { plain } from "../common/format";
import { Empty, Failure } from "../common/States";
import { Loading, Page, Panel } from "../common/Surface";
import { Age } from "../common/Time";
import { useRows } from "../common/useRows";
import { useWide } from "../common/useWide";
import type { ConversationView } from "../server/types";
import { useShortcuts } from "../shell/keys";
import { conversations } from "./queries";
import { NewChat, Thread } from "./Thread";

const route = getRouteApi("/shell/chat");

/** Conversations with agents: the list, and one of them open. */
export function Chat() {
  const { conversation: id, archived = false } = route.useSearch();
  const navigate = useNavigate();
  const wide = useWide(900);
  const { data, error, refetch } = useQuery(conversations(archived));
  const items = data?.items ?? [];
  const open = (one: ConversationView) => void navigate({ to: "/chat", search: (now) => ({ ...now, conversation: one.id }) });
  const rows = useRows("Conversations", items, (one) => one.id, open);
  const begin = () => void navigate({ to: "/chat", search: {} });
  useShortcuts("Chat", [{ keys: "n", does: "New conversation", run: begin }, { keys: "Escape", does: "Back to the list", run: begin }]);

  const list = (
    <Panel title="Conversations" className="flex min-h-0 flex-col overflow-hidden" actions={
      <Button kind="quiet" aria-pressed={archived} onClick={() => void navigate({ to: "/chat", search: (now) => ({ ...now, archived: archived ? undefined : true }), replace: true })}>{archived ? "Hide archived" : "Archived"}</Button>
    }>
      {error && !data ? <Failure error={error} retry={() => void refetch()} /> : !data ? <Loading rows={6} height="h-12" /> : items.length === 0 ? (
        <Empty icon={<MessagesSquare size={32} aria-hidden />} title="Nothing was said yet">Ask an agent: its answer appears here while it works.</Empty>
      ) : (
        <ol className="divide-y divide-line overflow-y-auto">
          {items.map((one) => (
            <li key={one.id} {...rows.of(one)} className="focus-visible:-outline-offset-2 data-focused:bg-accent-soft">
              <Link
                to="/chat" search={(now) => ({ ...now, conversation: one.id })} preload={false} aria-current={one.id === id || undefined}
                className="block border-l-2 border-l-transparent px-3 py-2.5 hover:bg-raised focus-visible:-outline-offset-2 aria-[current]:border-l-accent aria-[current]:bg-accent-soft"
              >
                <span className="flex items-baseline gap-2"><span className="min-w-0 flex-1 truncate text-sm font-medium">{plain(one.title) || "Untitled"}</span><Age of={one.updated_at} className="text-xs text-soft" /></span>
                <span className="block text-xs text-soft">{one.message_count} {one.message_count === 1 ? "message" : "messages"}{one.is_archived && " · archived"}</span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
  const thread = id ? <Thread key={id} id={id} /> : <NewChat />;
  return (
    <Page title="Chat" actions={<Button shortcut="n" icon={<MessageSquarePlus size={15} aria-hidden />} onClick={begin}>New</Button>}>
      {wide ? <div className="grid h-[calc(100dvh-8.5rem)] min-h-96 grid-cols-[19rem_minmax(0,1fr)] gap-4">{list}{thread}</div>
        : id ? <div className="flex h-[calc(100dvh-8.5rem)] min-h-96 flex-col gap-2"><Link to="/chat" search={{}} className="text-sm text-accent underline">All conversations</Link>{thread}</div>
        : <div className="flex flex-col gap-4"><div className="flex h-80 flex-col">{thread}</div>{list}</div>}
    </Page>
  );
}
