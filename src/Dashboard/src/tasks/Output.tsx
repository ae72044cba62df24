import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDownToLine, ChevronDown, ChevronUp } from "lucide-react";
import { memo, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../common/Button";
import { Copy } from "../common/Copy";
import { number, plural } from "../common/format";
import { Panel } from "../common/Surface";
import { useShortcuts } from "../shell/keys";
import { textOf, type Line, type Style } from "./ansi";
import { linesWith, pieces } from "./find";

const ROW = 20;
const NEAR = 4;
const colors: Record<string, string> = {
  black: "text-soft", red: "text-bad", green: "text-good", yellow: "text-warn", blue: "text-accent", magenta: "text-magenta", cyan: "text-cyan", white: "text-ink",
};
const backs: Record<string, string> = {
  black: "bg-raised", red: "bg-bad-soft", green: "bg-good-soft", yellow: "bg-warn-soft", blue: "bg-accent-soft", magenta: "bg-raised", cyan: "bg-raised", white: "bg-line",
};

interface Props {
  lines: readonly Line[];
  live: boolean;
}

/** What a run says, as it says it: the page follows the end until somebody looks back, and then holds still. */
export function Output({ lines, live }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [follows, setFollows] = useState(true);
  const [sought, setSought] = useState("");
  const [hit, setHit] = useState(0);
  const count = lines.at(-1)?.length === 0 ? lines.length - 1 : lines.length;
  const held = useRef(count);
  const rows = useVirtualizer({ count, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 30 });
  const found = useMemo(() => linesWith(lines.slice(0, count), sought), [lines, count, sought]);
  const at = found[Math.min(hit, found.length - 1)];

  const scroll = useRef(rows.scrollToIndex);
  scroll.current = rows.scrollToIndex;
  useEffect(() => {
    if (follows && count > 0) scroll.current(count - 1, { align: "end" });
  }, [follows, count, lines]);
  useEffect(() => {
    if (at === undefined) return;
    setFollows(false);
    scroll.current(at, { align: "center" });
  }, [at]);

  const follow = (next: boolean) => {
    held.current = count;
    setFollows(next);
  };
  const step = (by: number) => found.length > 0 && setHit((Math.min(hit, found.length - 1) + by + found.length) % found.length);
  useShortcuts("Output", [
    { keys: "f", does: "Follow or hold the output", run: () => follow(!follows) },
    { keys: "/", does: "Search the output", run: () => input.current?.focus() },
    { keys: "n", does: "Next match", run: () => step(1) },
    { keys: "N", does: "Previous match", run: () => step(-1) },
  ]);

  const missed = follows ? 0 : count - held.current;
  return (
    <Panel
      title="Output" note={`${number(count)} ${count === 1 ? "line" : "lines"}`}
      actions={
        <>
          <div className="flex items-center gap-1">
            <input
              ref={input} type="search" value={sought} aria-label="Search the output" placeholder="Search" maxLength={200}
              onChange={(event) => { setSought(event.target.value); setHit(0); }}
              onKeyDown={(event) => {
                if (event.key === "Enter") { event.preventDefault(); step(event.shiftKey ? -1 : 1); }
                if (event.key === "Escape") { setSought(""); input.current?.blur(); }
              }}
              className="w-32 rounded-md border border-strong/60 bg-ground px-2 py-1 text-xs placeholder:text-soft sm:w-44"
            />
            {sought && (
              <>
                <span role="status" className="tabular text-xs text-soft">{found.length === 0 ? "none" : `${number(Math.min(hit, found.length - 1) + 1)} of ${number(found.length)}`}</span>
                <button type="button" aria-label="Previous match" className="rounded p-1 text-soft hover:text-ink" onClick={() => step(-1)}><ChevronUp size={14} aria-hidden /></button>
                <button type="button" aria-label="Next match" className="rounded p-1 text-soft hover:text-ink" onClick={() => step(1)}><ChevronDown size={14} aria-hidden /></button>
              </>
            )}
          </div>
          <Button kind={follows ? "plain" : "primary"} shortcut="f" aria-pressed={follows} icon={<ArrowDownToLine size={14} aria-hidden />} onClick={() => follow(!follows)}>
            {!live && follows ? "At the end" : follows ? "Following" : missed > 0 ? `${number(missed)} more` : "Follow"}
          </Button>
          <Copy text={lines.map(textOf).join("\n")} name="output" />
        </>
      }
    >
      {count <= 0 ? <p className="px-4 py-10 text-center text-sm text-soft">{live ? "Nothing was said yet." : "This run said nothing."}</p> : (
        <div
          ref={box} role="log" aria-label={`Output, ${plural(count, "line")}`} aria-live="off" tabIndex={0}
          style={live ? {} : { height: Math.min(448, count * ROW + 24) }}
          className="h-[28rem] max-h-[65dvh] overflow-auto bg-ground py-2 font-mono text-[0.8rem] leading-5 focus-visible:-outline-offset-2"
          onWheel={(event) => event.deltaY < 0 && follows && follow(false)}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            const isAtEnd = scrollHeight - clientHeight - scrollTop < ROW;
            if (isAtEnd && !follows && at === undefined) setFollows(true);
            else if (follows && scrollHeight - clientHeight - scrollTop > NEAR * ROW) follow(false);
          }}
        >
          <div className="relative min-w-fit" style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((row) => (
              <Row key={row.key} line={lines[row.index] ?? []} number={row.index + 1} top={row.start} sought={sought} current={row.index === at} />
            ))}
          </div>
        </div>
      )}
    </Panel>
  );
}

const Row = memo(function Row({ line, number, top, sought, current }: { line: Line; number: number; top: number; sought: string; current: boolean }) {
  return (
    <div className={`absolute left-0 flex min-w-full whitespace-pre ${current ? "bg-accent-soft" : ""}`} style={{ height: ROW, transform: `translateY(${top}px)` }}>
      <span aria-hidden className="sticky left-0 w-14 shrink-0 bg-ground pr-3 text-right text-soft select-none">{number}</span>
      <span className="pr-4">
        {pieces(line, sought).map((piece, index) => piece.found
          ? <mark key={index} className="rounded-sm bg-warn-bar text-[#131824]">{piece.text}</mark>
          : <span key={index} className={looks(piece.style)}>{piece.text}</span>)}
      </span>
    </div>
  );
});

const looks = ({ color, back, bold, dim, italic, underline }: Style): string =>
  [color && colors[color], back && backs[back], bold && "font-semibold", dim && !color && "text-soft", italic && "italic", underline && "underline"].filter(Boolean).join(" ");
