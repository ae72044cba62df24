import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { hive } from "./server";

const HINT = "hivemind.signed-in";

/** Whether this browser has signed in before; scripts cannot see the cookie itself, and asking in vain is an error in the console. */
export const mayBeSignedIn = (): boolean => localStorage.getItem(HINT) !== null;
export const remember = (): void => localStorage.setItem(HINT, "1");
export const forget = (): void => localStorage.removeItem(HINT);

/** Who is signed in. Everything behind the sign-in page has it. */
export const me = queryOptions({ queryKey: ["me"], queryFn: () => hive.users.getOwnUser(), staleTime: Infinity });

export const useMe = () => useSuspenseQuery(me).data;

export const useIsAdmin = (): boolean => useMe().org_role !== "member";
