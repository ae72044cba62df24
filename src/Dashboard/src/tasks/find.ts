import type { Line } from "./ansi";
import { textOf } from "./ansi";

export interface Piece {
  text: string;
  style: Line[number]["style"];
  found: boolean;
}

/** The lines that hold the text, whatever its case. */
export function linesWith(lines: readonly Line[], sought: string): number[] {
  const small = sought.toLowerCase();
  return small === "" ? [] : lines.flatMap((line, index) => (textOf(line).toLowerCase().includes(small) ? [index] : []));
}

/** A line cut at colours and at what was sought, also where what was sought runs over a change of colour. */
export function pieces(line: Line, sought: string): Piece[] {
  const marks = new Set<number>();
  const text = textOf(line).toLowerCase();
  const small = sought.toLowerCase();
  if (small !== "") for (let at = text.indexOf(small); at >= 0; at = text.indexOf(small, at + small.length)) for (let on = at; on < at + small.length; on++) marks.add(on);

  const cut: Piece[] = [];
  let place = 0;
  for (const span of line) {
    let from = 0;
    for (let at = 1; at <= span.text.length; at++) {
      if (at < span.text.length && marks.has(place + at) === marks.has(place + from)) continue;
      cut.push({ text: span.text.slice(from, at), style: span.style, found: marks.has(place + from) });
      from = at;
    }
    place += span.text.length;
  }
  return cut;
}
