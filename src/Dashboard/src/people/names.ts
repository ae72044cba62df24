import { queryOptions, useQuery } from "@tanstack/react-query";
import { actor } from "../common/format";
import { polled } from "../server/queries";
import { hive } from "../server/server";

export const users = queryOptions({ queryKey: ["users"], queryFn: () => hive.users.listUsers({ limit: 200 }), ...polled });

/** The name behind an id of a person or an agent. */
export function useNameOf(): (id: string | null | undefined) => string {
  const { data } = useQuery({ ...users, refetchInterval: false });
  const names = new Map(data?.items.map((user) => [user.id, user.name]));
  return (id) => (id ? (names.get(id.replace(/^user:/, "")) ?? actor(id)) : "");
}
