import { Fragment, type ReactNode } from "react";

const fence = /^(```|~~~)([^\n]*)\n([\s\S]*?)^\1[^\n]*$/gm;
const inline = /(`[^`\n]+`|\*\*[^*\n]+\*\*|\[[^\]\n]*\]\(https?:\/\/[^\s)]+\)|\[(?:EMAIL|PHONE|NAME|LOCATION|CREDIT_CARD|IP_ADDRESS|USERNAME|API_KEY|REDACTED)\])/g;

/** A note as it reads best: code as code, and what was taken out as a mark. Nothing of it is ever taken for HTML. */
export function Content({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const found of text.matchAll(fence)) {
    parts.push(<Prose key={at} text={text.slice(at, found.index)} />);
    parts.push(
      <pre key={`code ${found.index}`} tabIndex={0} aria-label="Code" className="overflow-x-auto rounded-md border border-line bg-ground p-3 font-mono text-[0.8rem] leading-relaxed">
        <Marked text={(found[3] ?? "").replace(/\n$/, "")} />
      </pre>,
    );
    at = found.index + found[0].length;
  }
  parts.push(<Prose key={at} text={text.slice(at)} />);
  return <div className="flex flex-col gap-3 text-[0.925rem] leading-relaxed break-words">{parts}</div>;
}

function Prose({ text }: { text: string }) {
  return text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "").map((paragraph, index) => {
    const heading = /^#{1,6}\s+(.*)$/.exec(paragraph.trim());
    return heading
      ? <p key={index} className="font-semibold"><Marked text={heading[1] ?? ""} /></p>
      : <p key={index} className={/^\s*([-*]|\d+\.)\s/m.test(paragraph) ? "whitespace-pre-wrap" : ""}><Marked text={paragraph.trim()} /></p>;
  });
}

function Marked({ text }: { text: string }) {
  return text.split(inline).map((part, index) => {
    if (index % 2 === 0) return <Fragment key={index}>{part}</Fragment>;
    const link = /^\[([^\]]*)\]\((.*)\)$/.exec(part);
    if (link) return <a key={index} href={link[2]} target="_blank" rel="noreferrer" className="text-accent underline"><Marked text={link[1] ?? ""} /></a>;
    if (part.startsWith("**")) return <strong key={index} className="font-semibold">{part.slice(2, -2)}</strong>;
    return part.startsWith("`")
      ? <code key={index} className="rounded bg-raised px-1 py-0.5 font-mono text-[0.85em]">{part.slice(1, -1)}</code>
      : <Redaction key={index} mark={part} />;
  });
}

export function Redaction({ mark }: { mark: string }) {
  return <mark title="Taken out before it was stored" className="rounded bg-warn-soft px-1 font-mono text-[0.85em] text-warn">{mark}</mark>;
}

/** How many marks of redaction a text holds. */
export const redactions = (text: string): number => (text.match(inline) ?? []).filter((part) => part.startsWith("[") && !part.endsWith(")")).length;
