import { RotateCw } from "lucide-react";
import { clock } from "../common/format";
import { reconnect, useFreshness } from "../live/live";

const looks = {
  connecting: { dot: "bg-strong animate-pulse-dot", text: "Connecting" },
  live: { dot: "bg-good-bar", text: "Live" },
  catching_up: { dot: "bg-warn-bar animate-pulse-dot", text: "Catching up" },
  stale: { dot: "bg-bad-bar", text: "Stale" },
};

/** How fresh everything on this page is. */
export function LiveDot() {
  const freshness = useFreshness();
  const { dot, text } = looks[freshness.state];
  return (
    <div className="flex items-center gap-1.5 text-xs">
      <span role="status" data-live={freshness.state} className="flex items-center gap-1.5">
        <span aria-hidden className={`size-2 rounded-full ${dot}`} />
        <span className={freshness.state === "stale" ? "text-bad" : "text-soft"}>
          {text}{freshness.state === "stale" && <span className="tabular"> since {clock(freshness.since)}</span>}
        </span>
      </span>
      {freshness.state === "stale" && (
        <button type="button" aria-label="Reconnect now" title="Reconnect now" className="rounded p-1 text-soft hover:text-ink" onClick={reconnect}>
          <RotateCw size={13} aria-hidden />
        </button>
      )}
    </div>
  );
}
