import { infiniteQueryOptions, queryOptions, type InfiniteData } from "@tanstack/react-query";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { MessageView, OffsetListOfMessageView } from "../server/types";

const PAGE = 500;

/** Which conversations there are is not told of on the stream, only what is said in the open one. */
export const conversations = (archived: boolean) =>
  queryOptions({ queryKey: ["conversations", archived], queryFn: () => hive.conversations.listConversations({ limit: 100, ...(archived ? { include_archived: true } : {}) }), refetchInterval: 15_000 });

export const conversation = (id: string) => queryOptions({ queryKey: ["conversations", "one", id], queryFn: () => hive.conversations.getConversation(id) });

/** The run that answers last, or did. */
export const lastRun = (id: string) =>
  queryOptions({ queryKey: ["tasks", "of", id], queryFn: async () => (await hive.tasks.listTasks({ kind: "run", conversation_id: id, page_size: 1 })).items[0] ?? null });

export const messages = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["messages", id],
    queryFn: ({ pageParam }) => hive.conversations.listMessages(id, { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

type Pages = InfiniteData<OffsetListOfMessageView, string | null>;

/** A message that came by the stream or was just sent: at the end, once. */
export function addMessage(message: MessageView): void {
  queries.setQueryData<Pages>(messages(message.conversation_id).queryKey, (now) => {
    const last = now?.pages.at(-1);
    if (!now || !last || now.pages.some((page) => page.items.some((one) => one.id === message.id))) return now;
    return { ...now, pages: [...now.pages.slice(0, -1), { ...last, items: [...last.items, message] }] };
  });
}
