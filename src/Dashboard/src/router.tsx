import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { NotFound } from "./shell/NotFound";
import { PageFailure } from "./shell/PageFailure";
import { Shell } from "./shell/Shell";
import { Toasts } from "./shell/toasts";
import { leaveLive } from "./live/live";
import { forget, mayBeSignedIn, me } from "./server/me";
import { isSignedOut } from "./server/problem";
import { queries, session } from "./server/queries";
import * as search from "./search/params";

const root = createRootRoute({
  component: () => <><Outlet /><Toasts /></>,
  notFoundComponent: NotFound,
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  errorComponent: PageFailure,
  beforeLoad: async ({ location }) => {
    const signIn = redirect({ to: "/login", search: location.pathname === "/" ? {} : { next: location.href } });
    if (!mayBeSignedIn()) throw signIn;
    try {
      await queries.ensureQueryData(me);
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      forget();
      throw signIn;
    }
  },
});

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: search.login,
  component: lazyRouteComponent(() => import("./signin/SignIn"), "SignIn"),
});

const home = createRoute({ getParentRoute: () => shell, path: "/", beforeLoad: () => { throw redirect({ to: "/commons", replace: true }); } });
const commons = createRoute({ getParentRoute: () => shell, path: "/commons", validateSearch: search.commons, component: lazyRouteComponent(() => import("./commons/Commons"), "Commons") });
const overview = createRoute({ getParentRoute: () => shell, path: "/dashboard", validateSearch: search.list, component: lazyRouteComponent(() => import("./overview/Overview"), "Overview") });
const searching = createRoute({ getParentRoute: () => shell, path: "/search", validateSearch: search.find, component: lazyRouteComponent(() => import("./search/Search"), "Search") });
const queue = createRoute({ getParentRoute: () => shell, path: "/contributions", validateSearch: search.queue, component: lazyRouteComponent(() => import("./contributions/Queue"), "Queue") });
const contribution = createRoute({ getParentRoute: () => shell, path: "/contributions/$id", component: lazyRouteComponent(() => import("./contributions/ContributionPage"), "ContributionPage") });
const item = createRoute({ getParentRoute: () => shell, path: "/knowledge/$id", component: lazyRouteComponent(() => import("./knowledge/ItemPage"), "ItemPage") });
const analytics = createRoute({ getParentRoute: () => shell, path: "/analytics", validateSearch: search.analytics, component: lazyRouteComponent(() => import("./analytics/Analytics"), "Analytics") });
const webhooks = createRoute({ getParentRoute: () => shell, path: "/webhook-endpoints", validateSearch: search.webhooks, component: lazyRouteComponent(() => import("./webhooks/Webhooks"), "Webhooks") });
const tasks = createRoute({ getParentRoute: () => shell, path: "/tasks", validateSearch: search.tasks, component: lazyRouteComponent(() => import("./tasks/Tasks"), "Tasks") });
const task = createRoute({ getParentRoute: () => shell, path: "/tasks/$id", component: lazyRouteComponent(() => import("./tasks/TaskPage"), "TaskPage") });
const chat = createRoute({ getParentRoute: () => shell, path: "/chat", validateSearch: search.chat, component: lazyRouteComponent(() => import("./chat/Chat"), "Chat") });
const ledger = createRoute({ getParentRoute: () => shell, path: "/ledger", validateSearch: search.ledger, component: lazyRouteComponent(() => import("./ledger/Ledger"), "Ledger") });
const agents = createRoute({ getParentRoute: () => shell, path: "/agents", validateSearch: search.list, component: lazyRouteComponent(() => import("./agents/Agents"), "Agents") });
const sources = createRoute({ getParentRoute: () => shell, path: "/sources", validateSearch: search.list, component: lazyRouteComponent(() => import("./sources/Sources"), "Sources") });
const inbound = createRoute({ getParentRoute: () => shell, path: "/webhooks", validateSearch: search.inbound, component: lazyRouteComponent(() => import("./inbound/Inbound"), "Inbound") });
const events = createRoute({ getParentRoute: () => shell, path: "/events", validateSearch: search.events, component: lazyRouteComponent(() => import("./events/Events"), "Events") });
const deadLetters = createRoute({ getParentRoute: () => shell, path: "/dead-letters", validateSearch: search.deadLetters, component: lazyRouteComponent(() => import("./deadletters/DeadLetters"), "DeadLetters") });
const automations = createRoute({ getParentRoute: () => shell, path: "/automations", validateSearch: search.automations, component: lazyRouteComponent(() => import("./automations/Automations"), "Automations") });
const instances = createRoute({ getParentRoute: () => shell, path: "/instances", validateSearch: search.list, component: lazyRouteComponent(() => import("./instances/Instances"), "Instances") });
const people = createRoute({ getParentRoute: () => shell, path: "/people", validateSearch: search.people, component: lazyRouteComponent(() => import("./people/People"), "People") });
const settings = createRoute({ getParentRoute: () => shell, path: "/settings", component: lazyRouteComponent(() => import("./settings/Settings"), "Settings") });
const audit = createRoute({ getParentRoute: () => shell, path: "/audit", validateSearch: search.audit, component: lazyRouteComponent(() => import("./audit/Audit"), "Audit") });

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    shell.addChildren([home, commons, overview, searching, queue, contribution, item, analytics, tasks, task, chat, ledger, agents, sources, events, deadLetters, automations, inbound, instances, webhooks, people, settings, audit]),
  ]),
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: PageFailure,
  scrollRestoration: true,
});

// Signed out while the page was open: ask for the password and come back to the same place.
session.ended = () => {
  leaveLive();
  forget();
  queries.clear();
  if (router.state.location.pathname !== "/login") void router.navigate({ to: "/login", search: { next: router.state.location.href } });
};

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
