/** The shape of a series at a glance; the figures themselves are beside it. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  if (values.length < 2) return null;
  const high = Math.max(...values, 1);
  const points = values.map((value, index) => `${((index / (values.length - 1)) * 100).toFixed(2)},${(29 - (value / high) * 26).toFixed(2)}`).join(" ");
  return (
    <svg role="img" aria-label={label} viewBox="0 0 100 30" preserveAspectRatio="none" className="block h-7 w-full overflow-visible">
      <polygon points={`0,30 ${points} 100,30`} className="fill-accent/12" />
      <polyline points={points} fill="none" vectorEffect="non-scaling-stroke" strokeWidth="1.5" strokeLinejoin="round" className="stroke-accent" />
    </svg>
  );
}
