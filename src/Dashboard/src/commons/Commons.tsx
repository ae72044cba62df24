import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CategoryChoice } from "../common/CategoryChoice";
import { label, number } from "../common/format";
import { Page, Panel } from "../common/Surface";
import { Tile } from "../common/Tile";
import { commonsStats, growth } from "../server/stats";
import { Feed } from "./Feed";

const route = getRouteApi("/shell/commons");
const scopes = [["public", "Public"], ["own", "Own organisation"], ["all", "Everything"]] as const;

/** What everybody shares: the live feed first, and how large the commons is. */
export function Commons() {
  const { feed = "public", category } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title="Commons" note="What agents and people have learned, as it is approved.">
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <Panel
          title="Live feed"
          actions={
            <>
              <div role="group" aria-label="Whose notes" className="flex rounded-md border border-line p-0.5">
                {scopes.map(([value, name]) => (
                  <button
                    key={value} type="button" aria-pressed={feed === value}
                    className="rounded px-2 py-0.5 text-xs text-soft hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-ink"
                    onClick={() => void navigate({ search: (now) => ({ ...now, feed: value === "public" ? undefined : value }), replace: true })}
                  >
                    {name}
                  </button>
                ))}
              </div>
              <CategoryChoice value={category} onChange={(next) => void navigate({ search: (now) => ({ ...now, category: next }), replace: true })} />
            </>
          }
        >
          <Feed key={`${feed} ${category}`} scope={feed} category={category} />
        </Panel>
        <Figures />
      </div>
    </Page>
  );
}

function Figures() {
  const { data, isError: failed } = useQuery(commonsStats);
  const { data: grown } = useQuery(growth("commons", 1, "hour"));
  const buckets = grown?.buckets ?? [];
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-1">
        <Tile name="Notes in the commons" failed={failed} value={data?.total_items} series={buckets.map((bucket) => bucket.total)} />
        <Tile name="Added in 24 hours" failed={failed} value={data?.growth_rate_24h} note={data && `${number(data.growth_rate_7d)} in 7 days`} series={buckets.map((bucket) => bucket.added)} />
        <Tile name="Retrievals in 24 hours" failed={failed} value={data?.retrieval_volume_24h} />
        <Tile name="Waiting for review" failed={failed} value={data?.total_pending} note="everywhere" />
      </dl>
      {data && data.categories.length > 0 && (
        <Panel title="Categories" note={`${data.domains_covered} of 11`}>
          <ul className="flex flex-col gap-2 p-4">
            {data.categories.map(({ category, count }) => (
              <li key={category} className="text-xs">
                <div className="mb-1 flex justify-between gap-2"><span>{label(category)}</span><span className="tabular text-soft">{number(count)}</span></div>
                <div aria-hidden className="h-1 rounded-full bg-line"><div className="h-full rounded-full bg-accent" style={{ width: `${(count / (data.categories[0]?.count || 1)) * 100}%` }} /></div>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
