import { Link } from "@tanstack/react-router";
import { Globe, Lock } from "lucide-react";
import { label } from "../common/format";
import { Quality } from "../common/Quality";
import type { RowMark } from "../common/useRows";
import { Badge } from "../common/Surface";
import type { SearchHit } from "../server/types";

export function Hit({ hit, mark }: { hit: SearchHit; mark: RowMark }) {
  return (
    <li {...mark} className="border-b border-l-2 border-line border-l-transparent last:border-b-0 focus-visible:-outline-offset-2 data-focused:border-l-accent data-focused:bg-accent-soft">
      <Link to="/knowledge/$id" params={{ id: hit.id }} preload={false} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3 hover:bg-raised focus-visible:-outline-offset-2">
        <span className="min-w-0 flex-1 basis-64">
          <span className="block truncate text-sm font-medium">{hit.title}</span>
          <span className="mt-1 flex flex-wrap items-center gap-2 text-xs text-soft">
            <Badge>{label(hit.category)}</Badge>
            <span className="flex items-center gap-1">{hit.is_public ? <Globe size={12} role="img" aria-label="Public" /> : <Lock size={12} role="img" aria-label="Private" />}{hit.org_attribution}</span>
            {hit.version && <span>version {hit.version}</span>}
            {!hit.is_current && <Badge tone="warn">No longer current</Badge>}
          </span>
        </span>
        <span className="flex items-center gap-2 text-xs text-soft">Quality <Quality score={hit.quality_score} /></span>
        <span className="tabular w-24 text-right text-xs whitespace-nowrap text-soft">Relevance {hit.relevance_score.toFixed(2)}</span>
      </Link>
    </li>
  );
}
