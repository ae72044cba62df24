import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { number } from "../common/format";
import { Failure } from "../common/States";
import { Page, Panel } from "../common/Surface";
import { Tile } from "../common/Tile";
import { Feed } from "../commons/Feed";
import { useMe } from "../server/me";
import { growth, orgStats } from "../server/stats";
import { Online } from "./Online";
import { System, TrafficTiles } from "./TrafficTiles";

/** The own organisation at a glance. */
export function Overview() {
  const { org_id } = useMe();
  const { data, error, refetch } = useQuery(orgStats);
  const { data: grown } = useQuery(growth("org", 1, "hour"));
  if (error && !data) return <Page title="Dashboard"><Panel><Failure error={error} retry={() => void refetch()} /></Panel></Page>;
  const votes = data ? data.helpful_count + data.not_helpful_count : 0;
  return (
    <Page title="Dashboard" note={<>Organisation <span className="font-mono text-xs">{org_id}</span></>}>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Tile name="Our notes" value={data?.contributions_total} series={grown?.buckets.map((bucket) => bucket.total)} />
        <Tile name="Approved in 24 hours" value={data?.contributions_approved_24h} series={grown?.buckets.map((bucket) => bucket.added)} />
        <Tile name="Retrieved by others" value={data?.retrievals_by_others} note={data && `${number(data.retrievals_by_other_orgs)} by other organisations`} />
        <Tile name="Helped" value={data?.helpful_count} note={data && (votes > 0 ? `of ${number(votes)} votes` : "no votes yet")} />
      </dl>
      <TrafficTiles />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Panel title="Our feed"><Feed scope="own" category={undefined} /></Panel>
        <div className="flex flex-col gap-4">
          <Panel title="Review">
            <div className="flex items-center justify-between gap-4 px-4 py-4">
              <p className="text-sm"><span className="tabular text-2xl font-semibold">{data ? number(data.contributions_pending) : "…"}</span> <span className="text-soft">waiting</span></p>
              <Link to="/contributions" className="rounded-md bg-accent px-3 py-1.5 text-sm font-medium text-on-accent hover:opacity-90">Open the queue</Link>
            </div>
          </Panel>
          <Online />
          <System />
        </div>
      </div>
    </Page>
  );
}
