import { BookOpen, Bot, Cable, ChartLine, Gauge, Inbox, KeyRound, ListTodo, MessagesSquare, Receipt, ScrollText, Search, Settings, Webhook, type LucideIcon } from "lucide-react";

export interface PageLink {
  to: "/commons" | "/dashboard" | "/search" | "/contributions" | "/analytics" | "/tasks" | "/chat" | "/ledger" | "/agents" | "/sources" | "/people" | "/webhook-endpoints" | "/settings" | "/audit";
  name: string;
  keys: string;
  icon: LucideIcon;
  admin?: boolean;
}

export const pages: PageLink[] = [
  { to: "/commons", name: "Commons", keys: "g c", icon: BookOpen },
  { to: "/dashboard", name: "Dashboard", keys: "g d", icon: Gauge },
  { to: "/search", name: "Search", keys: "g s", icon: Search },
  { to: "/contributions", name: "Review", keys: "g r", icon: Inbox },
  { to: "/analytics", name: "Analytics", keys: "g a", icon: ChartLine },
  { to: "/tasks", name: "Tasks", keys: "g t", icon: ListTodo },
  { to: "/chat", name: "Chat", keys: "g h", icon: MessagesSquare },
  { to: "/agents", name: "Agents", keys: "g e", icon: Bot },
  { to: "/ledger", name: "Ledger", keys: "g $", icon: Receipt },
  { to: "/sources", name: "Sources", keys: "g o", icon: Cable, admin: true },
  { to: "/people", name: "People & keys", keys: "g p", icon: KeyRound, admin: true },
  { to: "/webhook-endpoints", name: "Webhooks", keys: "g w", icon: Webhook, admin: true },
  { to: "/audit", name: "Audit log", keys: "g l", icon: ScrollText, admin: true },
  { to: "/settings", name: "Settings", keys: "g ,", icon: Settings },
];
