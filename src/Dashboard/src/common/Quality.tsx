import { percent } from "./format";

const toneOf = (score: number) => (score < 0.3 ? "bg-bad-bar" : score < 0.6 ? "bg-warn-bar" : "bg-good-bar");

/** How good a note has proven: red below 0.3, yellow below 0.6, green from there. */
export function Quality({ score, wide }: { score: number; wide?: boolean }) {
  return (
    <span className={`inline-flex items-center gap-2 ${wide ? "w-full" : ""}`} title={`Quality ${score.toFixed(2)}`}>
      <span role="meter" aria-label="Quality" aria-valuemin={0} aria-valuemax={1} aria-valuenow={score} className={`h-1.5 overflow-hidden rounded-full bg-line ${wide ? "flex-1" : "w-14"}`}>
        <span className={`block h-full rounded-full ${toneOf(score)}`} style={{ width: percent(score).replace(" ", "") }} />
      </span>
      <span className="tabular text-xs text-soft">{score.toFixed(2)}</span>
    </span>
  );
}
