import type { ContributionView, PendingSummary } from "../server/types";

const ALIKE_FROM = 0.6;
const PREVIEW = 500;

interface Text {
  id: string;
  title: string | null;
  content: string | null;
  content_hash: string;
}

/** The rows that say nearly the same as this one, itself included: at least 60 % of their words in common. */
export const alike = (one: PendingSummary, all: PendingSummary[]): PendingSummary[] => [one, ...alikeWaiting(one, all).map(({ item }) => item)];

/** The other waiting rows that say nearly the same, nearest first. */
export function alikeWaiting(one: ContributionView | PendingSummary, all: PendingSummary[]): { item: PendingSummary; shared: number }[] {
  const words = wordsOf(one);
  return all
    .filter((item) => item.id !== one.id)
    .map((item) => ({ item, shared: item.content_hash === one.content_hash ? 1 : shared(words, wordsOf(item)) }))
    .filter((found) => found.shared >= ALIKE_FROM)
    .toSorted((first, second) => second.shared - first.shared);
}

const known = new WeakMap<Text, Set<string>>();

function wordsOf(text: Text): Set<string> {
  const words = known.get(text) ?? new Set(`${text.title} ${(text.content ?? "").slice(0, PREVIEW)}`.toLowerCase().match(/\w{2,}/g) ?? []);
  known.set(text, words);
  return words;
}

function shared(one: Set<string>, other: Set<string>): number {
  let both = 0;
  for (const word of one) if (other.has(word)) both++;
  const either = one.size + other.size - both;
  return either === 0 ? 0 : both / either;
}
