import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Search as Glass } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { CategoryChoice } from "../common/CategoryChoice";
import { plural } from "../common/format";
import { Choice } from "../common/Form";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Page, Panel } from "../common/Surface";
import { useDebounced } from "../common/useDebounced";
import { useRows } from "../common/useRows";
import type { SearchHit } from "../server/types";
import { useShortcuts } from "../shell/keys";
import { Hit } from "./Hit";
import { searchOf } from "./queries";

const route = getRouteApi("/shell/search");
const examples = ["reset the index after a rebase", "timezone in postgres", "grep only some file types"];

/** Finds by meaning and by words, while you type. */
export function Search() {
  const { q = "", category, size = 10 } = route.useSearch();
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const query = useDebounced(text.trim(), 300);
  const found = useQuery(searchOf({ q: query, category, size }));
  const hits = query.length >= 2 ? (found.data?.results ?? []) : [];

  useEffect(() => {
    if (query !== q) void navigate({ to: "/search", search: (now) => ({ ...now, q: query || undefined, at: undefined }), replace: true });
  }, [query]);
  useEffect(() => {
    if (q !== text.trim() && document.activeElement !== input.current) setText(q);
  }, [q]);

  const open = (hit: SearchHit | undefined) => hit && void navigate({ to: "/knowledge/$id", params: { id: hit.id } });
  const rows = useRows("Results", hits, (hit) => hit.id, open);
  useShortcuts("Search", [
    { keys: "/", does: "Search", run: () => input.current?.focus() },
  ]);

  return (
    <Page title="Search">
      <div className="flex flex-wrap items-center gap-2">
        <label className="relative min-w-60 flex-1">
          <span className="sr-only">Search the commons</span>
          <Glass size={16} aria-hidden className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-soft" />
          <input
            ref={input} type="search" autoFocus value={text} onChange={(event) => setText(event.target.value)} maxLength={1000} autoComplete="off"
            placeholder="A question, a word, an error message…" className="w-full rounded-lg border border-strong/60 bg-panel py-2 pr-3 pl-9 text-base placeholder:text-soft hover:border-strong"
            onKeyDown={(event) => {
              if (event.key === "Enter") open(hits[Math.max(0, rows.index)]);
              else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                event.preventDefault();
                rows.go(rows.index + (event.key === "ArrowDown" ? 1 : -1));
              } else if (event.key === "Escape") input.current?.blur();
            }}
          />
        </label>
        <CategoryChoice value={category} onChange={(next) => void navigate({ to: "/search", search: (now) => ({ ...now, category: next }), replace: true })} />
        <Choice label="Results per page" hideLabel value={size} className="!w-auto" onChange={(event) => void navigate({ to: "/search", search: (now) => ({ ...now, size: Number(event.target.value) === 10 ? undefined : Number(event.target.value) }), replace: true })}>
          {[10, 25, 50].map((one) => <option key={one} value={one}>{one} results</option>)}
        </Choice>
      </div>
      <Panel className={found.isPlaceholderData ? "opacity-60" : ""}>
        {query.length < 2 ? (
          <Empty icon={<Glass size={32} aria-hidden />} title="Ask the way you would ask a colleague">
            Two characters are enough. Try{" "}
            {examples.map((one, index) => <span key={one}>{index > 0 && ", "}<button type="button" className="text-accent underline" onClick={() => setText(one)}>{one}</button></span>)}.
          </Empty>
        ) : found.error && !found.data ? <Failure error={found.error} retry={() => void found.refetch()} />
          : found.isPending ? <Loading rows={5} height="h-12" />
          : hits.length === 0 ? <Empty title={`Nothing is known about “${query}”`}>Try other words{category ? " or all categories" : ""}. When you find the answer, contribute it.</Empty>
          : (
            <>
              <p role="status" className="flex items-center gap-2 border-b border-line px-4 py-2 text-xs text-soft">
                {plural(found.data?.total_found ?? 0, "note")} found{hits.length < (found.data?.total_found ?? 0) && `, the best ${hits.length} shown`}
                {found.data?.degraded?.includes("vector") && <Badge tone="warn">By words only: the search by meaning is not available</Badge>}
              </p>
              <ol>{hits.map((hit) => <Hit key={hit.id} hit={hit} mark={rows.of(hit)} />)}</ol>
            </>
          )}
      </Panel>
    </Page>
  );
}
