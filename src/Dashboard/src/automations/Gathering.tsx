import { Choice, TextInput } from "../common/Form";
import type { DebounceMode } from "../server/types";
import type { Draft } from "./draft";

const starts: Record<DebounceMode, Draft["debounce"]> = {
  none: { mode: "none" },
  fixed: { mode: "fixed", delayMs: 5_000 },
  range: { mode: "range", minMs: 3_000, maxMs: 8_000 },
  presence: { mode: "presence", baseDelayMs: 4_000, maxWaitMs: 60_000, extendOnEvents: ["presence.typing"] },
};

/** Whether several messages of one person are answered together. */
export function Gathering({ draft: { debounce }, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const seconds = (name: "delayMs" | "minMs" | "maxMs" | "baseDelayMs" | "maxWaitMs", label: string) => (
    <TextInput label={label} type="number" min={0.1} max={300} step={0.1} required value={(debounce[name] ?? 0) / 1000} onChange={(event) => onChange({ debounce: { ...debounce, [name]: Math.round((event.target.valueAsNumber || 0.1) * 1000) } })} />
  );
  return (
    <fieldset className="grid gap-3 sm:grid-cols-3">
      <legend className="mb-2 text-sm font-semibold">Gather events of a person first</legend>
      <Choice label="How" value={debounce.mode} onChange={(event) => onChange({ debounce: starts[event.target.value as DebounceMode] })}><option value="none">No, at once</option><option value="fixed">For a fixed time</option><option value="range">For a random time</option><option value="presence">While they are typing</option></Choice>
      {debounce.mode === "fixed" && seconds("delayMs", "Seconds after the last one")}
      {debounce.mode === "range" && <>{seconds("minMs", "At least, in seconds")}{seconds("maxMs", "At most, in seconds")}</>}
      {debounce.mode === "presence" && <>{seconds("baseDelayMs", "Seconds after the last sign")}{seconds("maxWaitMs", "Seconds at most")}</>}
      {debounce.mode === "presence" && <div className="sm:col-span-3"><TextInput label="Signs that somebody is still at it" className="font-mono" value={(debounce.extendOnEvents ?? []).join(", ")} onChange={(event) => onChange({ debounce: { ...debounce, extendOnEvents: event.target.value.split(",").map((one) => one.trim()).filter(Boolean) } })} hint="Event types, by comma." /></div>}
    </fieldset>
  );
}
