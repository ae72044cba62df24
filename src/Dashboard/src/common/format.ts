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
export const label = (name: string): string => (name === "api" ? "API" : name.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase()));
/** A short code as words; a sentence stays as it is, with a capital. */
export const sentence = (text: string): string => (/^[a-z_]+$/.test(text) ? label(text) : text.replace(/^./, (first) => first.toUpperCase()));
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

const cents = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });
const fine = new Intl.NumberFormat("en", { style: "currency", currency: "USD", minimumFractionDigits: 4, maximumFractionDigits: 4 });

/** Money; what is less than ten cents is told finer, or most runs would cost nothing. */
export const dollars = (value: number): string => (value === 0 || Math.abs(value) >= 0.1 ? cents : fine).format(value);

/** A length of time in two units at most: "1 h 4 min". */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return both(minutes, "min", Math.floor(seconds % 60), "s");
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? both(hours, "h", minutes % 60, "min") : both(Math.floor(hours / 24), "d", hours % 24, "h");
}

const both = (large: number, largeUnit: string, small: number, smallUnit: string): string => `${large} ${largeUnit}${small > 0 ? ` ${small} ${smallUnit}` : ""}`;

/** How often something happens: one digit behind the point, where it is seldom. */
export const rate = (value: number): string => (value >= 10 ? compact(Math.round(value)) : value.toFixed(1).replace(/\.0$/, ""));

/** Markdown as one line of plain words, for previews. */
export const plain = (text: string): string =>
  text.replaceAll(/^(```|~~~).*$/gm, " ").replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/[`*#\s]+/g, " ").trim();

/** "user:0190…" and agent ids, short enough for a line. */
export const agoText = (instant: Instant, now = Date.now()): string => {
  const text = ago(instant, now);
  return text === "now" ? "just now" : `${text} ago`;
};

export const actor = (id: string): string => (id.startsWith("user:") ? `user ${id.slice(-6)}` : id);
