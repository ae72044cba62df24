import { MutationCache, QueryCache, QueryClient, type QueryKey } from "@tanstack/react-query";
import { isPassing, isSignedOut } from "./problem";

/** Called when the server no longer knows the session; the router sets it. */
export const session = { ended: () => {} };

const watch = (error: unknown, query?: { queryKey: QueryKey }) => {
  // Asking who is signed in is how a page finds out that nobody is: it goes to the sign-in page by itself.
  if (isSignedOut(error) && query?.queryKey[0] !== "me") session.ended();
};

/** What no live message tells of is asked for again while it is shown. */
export const polled = { refetchInterval: 30_000 };

/** One cache for the page. The live stream says when something is old, so nothing is fetched again by age alone. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: (error) => watch(error) }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      networkMode: "always",
      retry: (failures, error) => isPassing(error) && failures < 2,
    },
    mutations: { networkMode: "always" },
  },
});
