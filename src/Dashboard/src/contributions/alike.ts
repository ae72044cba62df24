import type { PendingSummary } from "../server/types";

const ALIKE_FROM = 0.6;

/** The rows that say nearly the same as this one: at least 60 % of their words in common. */
export function alike(one: PendingSummary, all: PendingSummary[]): PendingSummary[] {
  const words = wordsOf(one);
  return all.filter((other) => other.id === one.id || other.content_hash === one.content_hash || shared(words, wordsOf(other)) >= ALIKE_FROM);
}

const known = new WeakMap<PendingSummary, Set<string>>();

function wordsOf(item: PendingSummary): Set<string> {
  const words = known.get(item) ?? new Set(`${item.title} ${item.content}`.toLowerCase().match(/\w{2,}/g) ?? []);
  known.set(item, words);
  return words;
}

function shared(one: Set<string>, other: Set<string>): number {
  let both = 0;
  for (const word of one) if (other.has(word)) both++;
  const either = one.size + other.size - both;
  return either === 0 ? 0 : both / either;
}
