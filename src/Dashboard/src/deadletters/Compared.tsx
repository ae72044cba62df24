import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { exact } from "../common/format";
import { diff } from "../contributions/diff";
import type { DeadLetterView } from "../server/types";
import { lastGood } from "./queries";

const text = (value: unknown) => JSON.stringify(value ?? null, null, 2);

/** The payload that failed beside the last one of its kind that went well. */
export function Compared({ letter }: { letter: DeadLetterView }) {
  const { data } = useQuery(lastGood(letter.id));
  const bad = text(letter.editedPayload ?? letter.payload);
  const good = data ? text(data.payload) : null;
  const pieces = useMemo(() => (good === null ? [] : diff(good, bad)), [good, bad]);
  return (
    <div className={`grid gap-4 ${good === null ? "" : "lg:grid-cols-2"}`}>
      {data && good !== null && (
        <section>
          <h3 className="mb-1.5 text-xs font-medium text-soft">Last one that went well, {exact(data.receivedAt)}</h3>
          <pre tabIndex={0} aria-label="Last good payload" className="max-h-80 overflow-auto rounded-md border border-line bg-ground p-3 font-mono text-xs">{good}</pre>
        </section>
      )}
      <section>
        <h3 className="mb-1.5 text-xs font-medium text-soft">{letter.editedPayload ? "This one, as edited" : "This one"}</h3>
        <pre tabIndex={0} aria-label="Failed payload" className="max-h-80 overflow-auto rounded-md border border-line bg-ground p-3 font-mono text-xs">
          {good === null ? bad : pieces.filter(({ kind }) => kind !== "removed").map(({ kind, text: piece }, index) => (kind === "added" ? <ins key={index} className="bg-warn-soft text-warn no-underline">{piece}</ins> : <span key={index}>{piece}</span>))}
        </pre>
      </section>
    </div>
  );
}
