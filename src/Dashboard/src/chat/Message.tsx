import { Link } from "@tanstack/react-router";
import { Bot, CircleUser, Info } from "lucide-react";
import { Content } from "../common/Content";
import { Age } from "../common/Time";
import { useNameOf } from "../people/names";
import type { MessageView } from "../server/types";

export function Message({ message }: { message: MessageView }) {
  const nameOf = useNameOf();
  const isUser = message.role === "user";
  const Icon = isUser ? CircleUser : message.role === "assistant" ? Bot : Info;
  return (
    <li className="flex gap-3">
      <Icon size={20} aria-hidden className={`mt-0.5 shrink-0 ${isUser ? "text-soft" : "text-accent"}`} />
      <div className="min-w-0 flex-1">
        <p className="mb-1 flex flex-wrap items-baseline gap-x-2 text-xs text-soft">
          <span className="font-medium text-ink">{nameOf(message.sender_id)}</span><Age of={message.created_at} />
          {message.task_id && <Link to="/tasks/$id" params={{ id: message.task_id }} preload={false} className="text-accent underline">run</Link>}
        </p>
        <Content text={message.content} />
      </div>
    </li>
  );
}
