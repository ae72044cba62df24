import type { ReactNode } from "react";
import { Copy } from "../common/Copy";
import { number, percent } from "../common/format";
import { Badge, Panel } from "../common/Surface";
import { Age } from "../common/Time";
import type { ContributionView } from "../server/types";

/** Who sent it, in which run, for what. */
export function Provenance({ view }: { view: ContributionView }) {
  return (
    <Panel title="Provenance">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 px-4 py-3 text-sm">
        <Fact name="Contributor">{view.source_agent_id}</Fact>
        {view.run_id && <Fact name="Run"><span className="font-mono text-xs break-all">{view.run_id}</span> <Copy text={view.run_id} name="run" /></Fact>}
        <Fact name="Received"><Age of={view.created_at} long /></Fact>
        <Fact name="Confidence"><span className="tabular">{percent(view.confidence)}</span></Fact>
        {view.content_length !== null && <Fact name="Length"><span className="tabular">{number(view.content_length)} characters</span></Fact>}
        {view.framework && <Fact name="Framework">{view.framework}</Fact>}
        {view.language && <Fact name="Language">{view.language}</Fact>}
        {view.version && <Fact name="Version">{view.version}</Fact>}
        {view.tags && view.tags.length > 0 && <Fact name="Tags"><span className="flex flex-wrap gap-1">{view.tags.map((tag) => <Badge key={tag}>{tag}</Badge>)}</span></Fact>}
        <Fact name="Hash"><span className="font-mono text-xs">{view.content_hash.slice(0, 16)}…</span> <Copy text={view.content_hash} name="content hash" /></Fact>
      </dl>
    </Panel>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <><dt className="text-soft">{name}</dt><dd className="min-w-0 break-words">{children}</dd></>;
}
