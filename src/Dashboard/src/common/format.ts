const whole = new Intl.NumberFormat("en");
const compactForm = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const dayTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const clockForm = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export type Instant = string | Date;

export const dateOf = (instant: Instant): Date => (instant instanceof Date ? instant : new Date(instant));
export const number = (value: number): string => whole.format(value);
export const compact = (value: number): string => (Math.abs(value) < 10_000 ? whole.format(value) : compactForm.format(value));
export const percent = (ratio: number, digits = 0): string => `${(ratio * 100).toFixed(digits)} %`;
export const exact = (instant: Instant): string => dayTime.format(dateOf(instant));
export const clock = (instant: Instant): string => clockForm.format(dateOf(instant));
export const label = (name: string): string => name.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());
export const plural = (count: number, one: string, many = `${one}s`): string => `${number(count)} ${count === 1 ? one : many}`;

const steps: [number, string][] = [[60, "s"], [60, "min"], [24, "h"], [30, "d"], [12, "mo"], [Infinity, "y"]];

/** How long ago, in one number and one unit: "4 min". */
export function ago(instant: Instant, now = Date.now()): string {
  let value = Math.max(0, (now - dateOf(instant).getTime()) / 1000);
  if (value < 5) return "now";
  for (const [size, unit] of steps) {
    if (value < size) return `${Math.floor(value)} ${unit}`;
    value /= size;
  }
  return exact(instant);
}

/** Markdown as one line of plain words, for previews. */
export const plain = (text: string): string =>
  text.replaceAll(/^(```|~~~).*$/gm, " ").replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/[`*#\s]+/g, " ").trim();

/** "user:0190…" and agent ids, short enough for a line. */
export const agoText = (instant: Instant, now = Date.now()): string => {
  const text = ago(instant, now);
  return text === "now" ? "just now" : `${text} ago`;
};

export const actor = (id: string): string => (id.startsWith("user:") ? `user ${id.slice(-6)}` : id);
