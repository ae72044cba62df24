import { CircleAlert, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { problemOf } from "../server/problem";
import { Button } from "./Button";
import { Copy } from "./Copy";

/** What to see when there is nothing to see: why, and what to do about it. */
export function Empty({ icon, title, children, command, page }: { icon?: ReactNode; title: string; children?: ReactNode; command?: string; page?: boolean }) {
  const Title = page ? "h1" : "p";
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-12 text-center">
      {icon && <div className="text-strong">{icon}</div>}
      <Title className="font-medium">{title}</Title>
      {children && <div className="max-w-md text-sm text-soft">{children}</div>}
      {command && <Command text={command} />}
    </div>
  );
}

export function Command({ text }: { text: string }) {
  return (
    <div className="flex max-w-full items-start gap-2 rounded-md border border-line bg-ground p-2 text-left">
      <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto font-mono text-xs leading-relaxed">{text}</pre>
      <Copy text={text} name="command" />
    </div>
  );
}

export function Failure({ error, retry, page }: { error: unknown; retry?: (() => void) | undefined; page?: boolean }) {
  const problem = problemOf(error);
  const Title = page ? "h1" : "p";
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <div className="text-bad">{problem.status === 0 ? <WifiOff size={28} aria-hidden /> : <CircleAlert size={28} aria-hidden />}</div>
      <Title className="font-medium">{problem.detail}</Title>
      <p className="font-mono text-xs text-soft">
        {problem.code}{problem.traceId && <> · trace {problem.traceId} <Copy text={problem.traceId} name="trace id" /></>}
      </p>
      {retry && <Button onClick={retry}>Try again</Button>}
    </div>
  );
}
