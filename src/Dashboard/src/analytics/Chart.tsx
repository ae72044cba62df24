import "uplot/dist/uPlot.min.css";
import { useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import { Button } from "../common/Button";
import { compact, number } from "../common/format";
import { Panel } from "../common/Surface";
import { useLook } from "../shell/theme";

interface Props {
  title: string;
  unit: string;
  at: Date[];
  values: number[];
  /** Bars for what happened in a day, an area for what there is. */
  kind: "bars" | "area";
}

const HEIGHT = 220;
const HALF_DAY = 43_200; // so that the outer bars are whole
const shortDay = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A series over time: drawn for the eye, and as a table for everybody. */
export function Chart(props: Props) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Panel title={props.title} note={props.unit} actions={<Button kind="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>{asTable ? "Chart" : "Table"}</Button>}>
      {asTable ? <Table {...props} /> : <Plot {...props} />}
    </Panel>
  );
}

function Table({ title, unit, at, values }: Props) {
  return (
    <div className="overflow-y-auto" style={{ maxHeight: HEIGHT + 40 }} tabIndex={0} role="region" aria-label={title}>
      <table className="tabular w-full text-sm">
        <thead className="sticky top-0 bg-panel text-left text-xs text-soft"><tr><th className="px-4 py-2 font-medium">Day (UTC)</th><th className="px-4 py-2 text-right font-medium">{unit}</th></tr></thead>
        <tbody>{at.map((date, index) => <tr key={date.getTime()} className="border-t border-line"><td className="px-4 py-1">{day.format(date)}</td><td className="px-4 py-1 text-right">{number(values[index] ?? 0)}</td></tr>).toReversed()}</tbody>
      </table>
    </div>
  );
}

function Plot({ title, unit, at, values, kind }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const look = useLook();
  const [pointed, setPointed] = useState<number | null>(null);
  const data = useRef<uPlot.AlignedData>([[], []]);
  data.current = [at.map((date) => date.getTime() / 1000), values];

  useEffect(() => {
    const host = box.current;
    if (!host) return;
    const css = getComputedStyle(document.documentElement);
    const color = (name: string) => css.getPropertyValue(name).trim();
    const axis = { stroke: color("--soft"), grid: { stroke: color("--line"), width: 1 }, ticks: { stroke: color("--line"), size: 4 }, font: "11px 'Inter Variable', sans-serif" };
    const made = new uPlot({
      width: host.clientWidth, height: HEIGHT, tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      legend: { show: false }, cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
      scales: { x: { time: true, ...(kind === "bars" ? { range: (_, low, high) => [low - HALF_DAY, high + HALF_DAY] } : {}) }, y: { range: (_, __, high) => [0, Math.max(high * 1.08, 4)] } },
      series: [{}, {
        stroke: color("--accent"), width: kind === "bars" ? 0 : 2, fill: kind === "bars" ? color("--accent") : `${color("--accent")}22`, points: { show: false },
        ...(kind === "bars" && uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.7, 40] }) } : {}),
      }],
      axes: [{ ...axis, size: 30, grid: { show: false }, space: 64, values: (_, ticks) => ticks.map((tick) => shortDay.format(tick * 1000)) }, { ...axis, size: 52, values: (_, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? compact(tick) : "")) }],
      hooks: { setCursor: [(chart) => setPointed(chart.cursor.idx ?? null)] },
    }, data.current, host);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: host.clientWidth, height: HEIGHT }));
    observer.observe(host);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [look, kind]);

  useEffect(() => plot.current?.setData(data.current), [at, values]);

  const shown = pointed !== null && at[pointed] ? pointed : at.length - 1;
  const date = at[shown];
  return (
    <div className="px-3 pt-3 pb-2">
      <p className="tabular mb-1 flex justify-between gap-3 px-1 text-xs text-soft">
        <span>{date && day.format(date)}</span><span className="font-medium text-ink">{number(values[shown] ?? 0)} {values[shown] === 1 ? unit.replace(/s$/, "") : unit}</span>
      </p>
      <div ref={box} className="[&_.uplot]:block" role="img" aria-label={`${title}: ${values.length} days, the last one ${number(values.at(-1) ?? 0)} ${unit}. The button Table shows every figure.`} />
    </div>
  );
}
