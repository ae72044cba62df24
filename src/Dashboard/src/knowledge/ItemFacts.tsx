import { Link } from "@tanstack/react-router";
import { Copy } from "../common/Copy";
import { actor, percent } from "../common/format";
import { Badge, Panel } from "../common/Surface";
import { Age } from "../common/Time";
import { Fact } from "../contributions/Provenance";
import type { KnowledgeItemView } from "../server/types";

/** Where the note came from, who let it in, and for how long it holds. */
export function ItemFacts({ view }: { view: KnowledgeItemView }) {
  return (
    <Panel title="Provenance">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 px-4 py-3 text-sm">
        <Fact name="Organisation">{view.org_attribution}</Fact>
        {view.source_agent_id && <Fact name="Contributor">{view.source_agent_id}</Fact>}
        {view.run_id && <Fact name="Run"><span className="font-mono text-xs break-all">{view.run_id}</span></Fact>}
        <Fact name="Submitted"><Age of={view.submitted_at} long /></Fact>
        <Fact name="Approved"><Age of={view.approved_at} long />{view.approved_by && <> by {actor(view.approved_by)}</>}</Fact>
        {view.edited_by && <Fact name="Edited by">{actor(view.edited_by)}</Fact>}
        <Fact name="Confidence"><span className="tabular">{percent(view.confidence)}</span></Fact>
        {view.framework && <Fact name="Framework">{view.framework}</Fact>}
        {view.language && <Fact name="Language">{view.language}</Fact>}
        {view.version && <Fact name="Version">{view.version}</Fact>}
        {view.valid_at && <Fact name="Holds from"><Age of={view.valid_at} /></Fact>}
        {view.invalid_at && <Fact name="Held until"><Age of={view.invalid_at} /></Fact>}
        {view.tags && view.tags.length > 0 && <Fact name="Tags"><span className="flex flex-wrap gap-1">{view.tags.map((tag) => <Badge key={tag}>{tag}</Badge>)}</span></Fact>}
        {view.contribution_id && <Fact name="Contribution"><Link to="/contributions/$id" params={{ id: view.contribution_id }} className="text-accent underline">How it was decided</Link></Fact>}
        <Fact name="Id"><span className="font-mono text-xs">{view.id.slice(0, 8)}…</span> <Copy text={view.id} name="id" /></Fact>
        <Fact name="Hash"><span className="font-mono text-xs">{view.content_hash.slice(0, 8)}…</span> <Copy text={view.content_hash} name="content hash" /></Fact>
      </dl>
    </Panel>
  );
}
