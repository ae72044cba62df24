import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Download, Receipt } from "lucide-react";
import { Button } from "../common/Button";
import { dollars, duration, number, percent, plural } from "../common/format";
import { Choice } from "../common/Form";
import { Empty, Failure } from "../common/States";
import { Loading, Page, Panel } from "../common/Surface";
import { Breakdown } from "./Breakdown";
import { Bars, type Bar } from "./Bars";
import { ByAgent } from "./ByAgent";
import { csv, save } from "./csv";
import { endOf, nameOf } from "./buckets";
import { Figure } from "./Figure";
import { histogram, performance, summary } from "./queries";

const route = getRouteApi("/shell/ledger");
const shows = [["cost", "Cost"], ["runs", "Runs"], ["tokens", "Tokens"], ["latency", "Run time"]] as const;

/** What runs cost, how they went, and which they were. */
export function Ledger() {
  const { days = 30, by = "day", show = "cost" } = route.useSearch();
  const navigate = useNavigate();
  const totals = useQuery(summary);
  const cost = useQuery(histogram(days, by));
  const report = useQuery(performance(days));
  const failed = totals.error ?? cost.error ?? report.error;
  if (failed && !(totals.data && cost.data && report.data)) {
    return <Page title="Ledger"><Panel><Failure error={failed} retry={() => { void totals.refetch(); void cost.refetch(); void report.refetch(); }} /></Panel></Page>;
  }

  const data = cost.data;
  const bars: Bar[] = (data?.dates ?? []).map((date, at) => {
    const [money, runs, tokens, latency, errors] = [data?.costs[at] ?? 0, data?.task_counts[at] ?? 0, data?.tokens[at] ?? 0, data?.avg_latency[at] ?? 0, data?.error_counts[at] ?? 0];
    const figures = { cost: [money, dollars(money)], runs: [runs, plural(runs, "run")], tokens: [tokens, plural(tokens, "token")], latency: [latency, duration(latency / 1000)] } as const;
    return { key: date, name: nameOf(date, by), value: figures[show][0], text: figures[show][1], note: `${show === "runs" ? dollars(money) : plural(runs, "run")}${errors > 0 ? `, ${number(errors)} failed` : ""}`, bad: errors };
  });
  const open = (date: string) => void navigate({ to: "/tasks", search: { view: "runs", since: new Date(date).toISOString(), until: endOf(date, by) } });
  const exported = () => data && save(`hivemind-costs-${data.dates[0]?.slice(0, 10)}.csv`, csv(
    ["time_utc", "cost_usd", "runs", "tokens", "avg_run_ms", "failed"],
    data.dates.map((date, at) => [date, data.costs[at] ?? 0, data.task_counts[at] ?? 0, data.tokens[at] ?? 0, data.avg_latency[at] ?? 0, data.error_counts[at] ?? 0])));
  const set = (part: { days?: number | undefined; by?: "hour" | undefined; show?: "runs" | "tokens" | "latency" | undefined }) => void navigate({ to: "/ledger", search: (now) => ({ ...now, ...part }), replace: true });
  const empty = totals.data?.total_tasks === 0;
  return (
    <Page title="Ledger" note="What runs cost and how they went, by the time they were begun (UTC)." actions={
      <>
        <Choice label="Figure" hideLabel value={show} className="!w-auto" onChange={(event) => set({ show: event.target.value === "cost" ? undefined : (event.target.value as "runs") })}>
          {shows.map(([value, name]) => <option key={value} value={value}>{name}</option>)}
        </Choice>
        <Choice label="Span" hideLabel value={`${days} ${by}`} className="!w-auto" onChange={(event) => { const [span, step] = event.target.value.split(" "); set({ days: span === "30" ? undefined : Number(span), by: step === "hour" ? "hour" : undefined }); }}>
          <option value="1 hour">24 hours</option><option value="7 hour">7 days by hour</option><option value="7 day">7 days</option><option value="30 day">30 days</option><option value="90 day">90 days</option><option value="365 day">A year</option>
        </Choice>
        <Button icon={<Download size={14} aria-hidden />} disabled={!data || empty} onClick={exported}>CSV</Button>
      </>
    }>
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <Figure name="Cost today" value={totals.data && dollars(totals.data.today_cost)} note={totals.data && plural(totals.data.today_tasks, "run")} />
        <Figure name="Cost of all time" value={totals.data && dollars(totals.data.total_cost)} note={totals.data && plural(totals.data.total_tasks, "run")} />
        <Figure name={`Success in ${days === 1 ? "24 hours" : `${days} days`}`} value={report.data && percent(report.data.success_rate)} note={report.data && `${number(report.data.failed_tasks)} failed`} />
        <Figure name="A run costs" value={report.data && (report.data.avg_cost_usd === null ? "–" : dollars(report.data.avg_cost_usd))} note={report.data?.avg_tokens != null && plural(Math.round(report.data.avg_tokens), "token")} />
        <Figure name="A run takes" value={report.data && (report.data.avg_run_seconds === null ? "–" : duration(report.data.avg_run_seconds))} note="on average" />
        <Figure name="95 % end within" value={report.data && (report.data.p95_duration_seconds === null ? "–" : duration(report.data.p95_duration_seconds))} note="waiting included" />
      </dl>
      {!data ? <Panel><Loading rows={1} height="h-56" /></Panel>
        : empty ? <Panel><Empty icon={<Receipt size={32} aria-hidden />} title="Nothing was spent yet">Costs appear with the first run that a worker finishes: it reports tokens and model, or the cost itself.</Empty></Panel>
        : <Bars title={shows.find(([value]) => value === show)?.[1] ?? ""} note={by === "hour" ? "by hour" : "by day"} bars={bars} onOpen={open} />}
      {!empty && (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <ByAgent report={report.data} days={days} />
          <Breakdown summary={totals.data} />
        </div>
      )}
    </Page>
  );
}
