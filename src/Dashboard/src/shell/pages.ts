import { Activity, ArrowDownToLine, ArrowUpFromLine, BookOpen, Bot, Cable, ChartLine, Gauge, Inbox, KeyRound, ListTodo, MailX, MessagesSquare, RadioTower, Receipt, ScrollText, Search, Settings, Workflow, type LucideIcon } from "lucide-react";

export interface PageLink {
  to: "/commons" | "/dashboard" | "/search" | "/contributions" | "/analytics" | "/tasks" | "/chat" | "/ledger" | "/agents" | "/sources" | "/events" | "/dead-letters"
    | "/automations" | "/webhooks" | "/instances" | "/people" | "/webhook-endpoints" | "/settings" | "/audit";
  group: "Commons" | "Work" | "Traffic" | "Organisation";
  name: string;
  keys: string;
  icon: LucideIcon;
  admin?: boolean;
}

export const pages: PageLink[] = [
  { group: "Commons", to: "/commons", name: "Commons", keys: "g c", icon: BookOpen },
  { group: "Commons", to: "/dashboard", name: "Dashboard", keys: "g d", icon: Gauge },
  { group: "Commons", to: "/search", name: "Search", keys: "g s", icon: Search },
  { group: "Commons", to: "/contributions", name: "Review", keys: "g r", icon: Inbox },
  { group: "Commons", to: "/analytics", name: "Analytics", keys: "g a", icon: ChartLine },
  { group: "Work", to: "/tasks", name: "Tasks", keys: "g t", icon: ListTodo },
  { group: "Work", to: "/chat", name: "Chat", keys: "g h", icon: MessagesSquare },
  { group: "Work", to: "/agents", name: "Agents", keys: "g e", icon: Bot },
  { group: "Work", to: "/ledger", name: "Ledger", keys: "g $", icon: Receipt },
  { group: "Work", to: "/sources", name: "Sources", keys: "g o", icon: Cable, admin: true },
  { group: "Traffic", to: "/events", name: "Events", keys: "g v", icon: Activity },
  { group: "Traffic", to: "/dead-letters", name: "Dead letters", keys: "g x", icon: MailX },
  { group: "Traffic", to: "/automations", name: "Automations", keys: "g m", icon: Workflow },
  { group: "Traffic", to: "/webhooks", name: "Webhooks in", keys: "g i", icon: ArrowDownToLine },
  { group: "Traffic", to: "/webhook-endpoints", name: "Webhooks out", keys: "g w", icon: ArrowUpFromLine, admin: true },
  { group: "Traffic", to: "/instances", name: "Instances", keys: "g n", icon: RadioTower },
  { group: "Organisation", to: "/people", name: "People & keys", keys: "g p", icon: KeyRound, admin: true },
  { group: "Organisation", to: "/audit", name: "Audit log", keys: "g l", icon: ScrollText, admin: true },
  { group: "Organisation", to: "/settings", name: "Settings", keys: "g ,", icon: Settings },
];
