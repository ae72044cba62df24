import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { label, number } from "../common/format";
import { Choice } from "../common/Form";
import { Empty, Failure } from "../common/States";
import { Loading, Page, Panel } from "../common/Surface";
import { Tile } from "../common/Tile";
import { commonsStats, growth, orgStats } from "../server/stats";
import { Chart } from "./Chart";

const route = getRouteApi("/shell/analytics");
const often = { refetchInterval: 30_000 };

/** How healthy the commons is, how it grows, and what the organisation gives and gets. */
export function Analytics() {
  const { days = 30, scope = "commons" } = route.useSearch();
  const navigate = useNavigate();
  const commons = useQuery({ ...commonsStats, ...often });
  const own = useQuery({ ...orgStats, ...often });
  const grown = useQuery({ ...growth(scope, days), ...often });
  const buckets = grown.data?.buckets;
  const series = useMemo(() => ({
    at: (buckets ?? []).map((bucket) => new Date(bucket.bucket)),
    added: (buckets ?? []).map((bucket) => bucket.added),
    total: (buckets ?? []).map((bucket) => bucket.total),
  }), [buckets]);

  const failed = commons.error ?? own.error ?? grown.error;
  if (failed && !(commons.data && own.data && grown.data)) {
    return <Page title="Analytics"><Panel><Failure error={failed} retry={() => { void commons.refetch(); void own.refetch(); void grown.refetch(); }} /></Panel></Page>;
  }
  return (
    <Page title="Analytics" actions={
      <>
        <Choice label="Whose notes" hideLabel value={scope} className="!w-auto" onChange={(event) => void navigate({ to: "/analytics", search: (now) => ({ ...now, scope: event.target.value === "org" ? "org" : undefined }), replace: true })}>
          <option value="commons">All organisations</option><option value="org">Own organisation</option>
        </Choice>
        <Choice label="Span" hideLabel value={days} className="!w-auto" onChange={(event) => void navigate({ to: "/analytics", search: (now) => ({ ...now, days: Number(event.target.value) === 30 ? undefined : Number(event.target.value) }), replace: true })}>
          {[7, 30, 90, 365].map((one) => <option key={one} value={one}>{one} days</option>)}
        </Choice>
      </>
    }>
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <Tile name="Notes" value={commons.data?.total_items} />
        <Tile name="Added in 24 hours" value={commons.data?.growth_rate_24h} />
        <Tile name="Added in 7 days" value={commons.data?.growth_rate_7d} />
        <Tile name="Retrievals in 24 hours" value={commons.data?.retrieval_volume_24h} />
        <Tile name="Categories covered" value={commons.data?.domains_covered} note="of 11" />
        <Tile name="Waiting for review" value={commons.data?.total_pending} />
      </dl>
      {grown.data ? (
        <div className="grid gap-4 lg:grid-cols-2">
          <Chart title="Growth" unit="notes" kind="area" at={series.at} values={series.total} />
          <Chart title="Added per day" unit="notes" kind="bars" at={series.at} values={series.added} />
        </div>
      ) : <Panel><Loading rows={1} height="h-60" /></Panel>}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Categories />
        <Reciprocity />
      </div>
    </Page>
  );
}

function Categories() {
  const { data } = useQuery(commonsStats);
  const most = data?.categories[0]?.count || 1;
  return (
    <Panel title="Categories" note="notes">
      {!data ? <Loading /> : data.categories.length === 0 ? <Empty title="No notes yet">Categories appear with the first approved note.</Empty> : (
        <table className="tabular w-full text-sm">
          <caption className="sr-only">Notes by category</caption>
          <thead className="sr-only"><tr><th>Category</th><th>Share</th><th>Notes</th></tr></thead>
          <tbody>
            {data.categories.map(({ category, count }) => (
              <tr key={category} className="border-t border-line first:border-t-0">
                <th scope="row" className="w-44 px-4 py-1.5 text-left font-normal whitespace-nowrap">{label(category)}</th>
                <td aria-hidden className="py-1.5"><div className="h-2 rounded-full bg-raised"><div className="h-full min-w-1 rounded-full bg-accent" style={{ width: `${(count / most) * 100}%` }} /></div></td>
                <td className="w-20 px-4 py-1.5 text-right">{number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Reciprocity() {
  const { data } = useQuery(orgStats);
  if (!data) return <Panel title="Reciprocity"><Loading /></Panel>;
  const rows: [string, number][] = [
    ["Notes we gave", data.contributions_total], ["Retrieved by others", data.retrievals_by_others], ["Of these by other organisations", data.retrievals_by_other_orgs],
    ["Said it helped", data.helpful_count], ["Said it did not", data.not_helpful_count],
  ];
  return (
    <Panel title="Reciprocity" note="own organisation">
      {data.retrievals_by_others > data.contributions_total && <p className="border-b border-line bg-good-soft px-4 py-2 text-sm text-good">In high demand: your notes are read more often than you write them.</p>}
      <dl>
        {rows.map(([name, value]) => <div key={name} className="flex justify-between border-t border-line px-4 py-1.5 text-sm first:border-t-0"><dt className="text-soft">{name}</dt><dd className="tabular font-medium">{number(value)}</dd></div>)}
      </dl>
      <h3 className="border-t border-line px-4 pt-3 pb-1 text-xs font-semibold text-soft">Most retrieved</h3>
      <ol className="pb-2">
        {data.top_items.map((item) => (
          <li key={item.id}><Link to="/knowledge/$id" params={{ id: item.id }} preload={false} className="flex justify-between gap-4 px-4 py-1.5 text-sm hover:bg-raised"><span className="min-w-0 truncate">{item.title}</span><span className="tabular text-soft">{number(item.retrieval_count)}</span></Link></li>
        ))}
        {data.top_items.length === 0 && <li className="px-4 py-2 text-sm text-soft">No note was retrieved yet.</li>}
      </ol>
    </Panel>
  );
}
