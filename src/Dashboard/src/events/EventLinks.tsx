import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { label } from "../common/format";
import { Badge } from "../common/Surface";
import { Age } from "../common/Time";
import type { EventLink } from "../server/types";
import { links } from "./queries";

const kinds: Record<string, string> = { automation_log: "Automation", webhook_event: "Webhook", task: "Run" };

/** What led to an event and what came of it. */
export function EventLinks({ id, onOpen }: { id: string; onOpen: (id: string) => void }) {
  const { data } = useQuery(links(id));
  if (!data || data.causes.length + data.effects.length === 0) return null;
  return (
    <section className="grid gap-4 sm:grid-cols-2">
      <Chain event={id} title="Came from" links={data.causes} onOpen={onOpen} />
      <Chain event={id} title="Led to" links={data.effects} onOpen={onOpen} />
    </section>
  );
}

function Chain({ event, title, links, onOpen }: { event: string; title: string; links: EventLink[]; onOpen: (id: string) => void }) {
  if (links.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1.5 text-xs font-medium text-soft">{title}</h3>
      <ul className="divide-y divide-line rounded-md border border-line">
        {links.map((link) => (
          <li key={`${link.kind} ${link.id}`} className="flex items-center gap-2 px-3 py-1.5 text-sm">
            <span className="shrink-0 text-xs text-soft">{kinds[link.kind] ?? label(link.kind)}</span>
            <span className="min-w-0 flex-1 truncate"><Place event={event} link={link} onOpen={onOpen} /></span>
            {link.status && <Badge>{label(link.status)}</Badge>}
            <Age of={link.at} className="text-xs text-soft" />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Place({ event, link: { kind, id, parentId, label: text }, onOpen }: { event: string; link: EventLink; onOpen: (id: string) => void }) {
  const look = "text-accent hover:underline";
  switch (kind) {
    case "event": return <button type="button" className={look} onClick={() => onOpen(id)}>{text}</button>;
    case "dead_letter": return <Link to="/dead-letters" search={{ letter: id }} className={look}>{text}</Link>;
    case "task": return <Link to="/tasks/$id" params={{ id }} className={look}>{text}</Link>;
    case "automation_log": return <Link to="/automations" search={{ ...(parentId ? { automation: parentId } : {}), event }} className={look}>{text}</Link>;
    case "webhook_event": return <Link to="/webhooks" search={{ ...(parentId ? { source: parentId } : {}), received: id }} className={look}>{text}</Link>;
    default: return text;
  }
}
