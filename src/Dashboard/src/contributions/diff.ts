export interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

// Above this many cells, words give way to lines.
const LARGEST = 4_000_000;

/** What of the old text is gone and what of the new one was not there, by words, or by lines for long texts. */
export function diff(old: string, now: string): Piece[] {
  const words = [tokens(old, /(\s+|[^\w\s]+)/), tokens(now, /(\s+|[^\w\s]+)/)] as const;
  const [before, after] = words[0].length * words[1].length <= LARGEST ? words : [tokens(old, /(\n)/), tokens(now, /(\n)/)];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;

  return joined([
    ...before.slice(0, start).map((text) => ({ kind: "same" as const, text })),
    ...compared(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map((text) => ({ kind: "same" as const, text })),
  ]);
}

const tokens = (text: string, by: RegExp) => text.split(by).filter((token) => token !== "");

function compared(before: string[], after: string[]): Piece[] {
  if (before.length * after.length > LARGEST) return [{ kind: "removed", text: before.join("") }, { kind: "added", text: after.join("") }];
  const width = after.length + 1;
  const longest = new Uint16Array((before.length + 1) * width);
  const at = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      longest[row * width + column] = before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }

  const pieces: Piece[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const old = before[row];
    const now = after[column];
    if (old !== undefined && old === now) {
      pieces.push({ kind: "same", text: old });
      row++;
      column++;
    } else if (old !== undefined && (now === undefined || at(row + 1, column) >= at(row, column + 1))) {
      pieces.push({ kind: "removed", text: old });
      row++;
    } else if (now !== undefined) {
      pieces.push({ kind: "added", text: now });
      column++;
    }
  }
  return pieces;
}

function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else result.push({ ...piece });
  }
  return result;
}
