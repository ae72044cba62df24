import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bot } from "lucide-react";
import { useEffect } from "react";
import { Status } from "../common/Status";
import { isOver, task } from "../tasks/queries";
import { textOf } from "../tasks/ansi";
import { useOutput } from "../tasks/useOutput";

const SHOWN = 12;

/** The run that makes the answer: its state, and the last that it said. */
export function Answering({ task: id, onGrow }: { task: string; onGrow: () => void }) {
  const { data } = useQuery(task(id));
  const over = data !== undefined && isOver(data.status);
  const { lines } = useOutput(id, !over);
  useEffect(onGrow, [lines, onGrow]);
  // A run that succeeded is about to be a message; one that did not leaves none.
  if (data?.status === "completed") return null;
  const text = lines.slice(-SHOWN).map(textOf).join("\n").trim();
  return (
    <li className="flex gap-3">
      <Bot size={20} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <p className="mb-1.5 flex items-center gap-2 text-xs" role="status">
          <Status of={data?.status ?? "queued"} />
          {data?.status === "queued" && <span className="text-soft">until a worker takes it</span>}
          <Link to="/tasks/$id" params={{ id }} preload={false} className="text-accent underline">{data?.status === "waiting_input" ? "Answer it" : "Watch the run"}</Link>
        </p>
        {data?.error && <p className="text-sm text-bad">{data.error}</p>}
        {text && <pre className="overflow-hidden rounded-md border border-line bg-ground p-3 font-mono text-xs leading-relaxed whitespace-pre-wrap break-words text-soft">{text}</pre>}
      </div>
    </li>
  );
}
