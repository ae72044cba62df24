import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../common/Button";
import { number } from "../common/format";
import { Panel } from "../common/Surface";
import { Cell, Table } from "../common/Table";
import { Age } from "../common/Time";
import { groups } from "./queries";

interface Props {
  current: string | undefined;
  onChoose: (fingerprint: string | undefined) => void;
  onRetry: ((fingerprint: string) => void) | undefined;
}

const FEW = 5;

/** Errors of one cause stand together: they differ only in ids, numbers and quoted values. */
export function Groups({ current, onChoose, onRetry }: Props) {
  const { data } = useQuery(groups);
  const [all, setAll] = useState(false);
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title="By error" note={number(data.items.length)} actions={data.items.length > FEW && <Button kind="quiet" aria-expanded={all} onClick={() => setAll(!all)}>{all ? "Only the most frequent" : `All ${number(data.items.length)}`}</Button>}>
      <Table label="Errors" heads={["Error", "Handler", "Pending", "All", "Last seen", ""]} right={["Pending", "All"]} wide={["Handler", "All", "Last seen"]}>
        {data.items.filter((group, index) => all || index < FEW || group.fingerprint === current).map((group) => (
          <tr key={group.fingerprint} aria-current={group.fingerprint === current || undefined} className="aria-[current]:bg-accent-soft">
            <Cell className="max-w-[45vw] sm:max-w-xl"><button type="button" className="block w-full truncate text-left text-sm hover:underline" title={group.sampleError} onClick={() => onChoose(group.fingerprint === current ? undefined : group.fingerprint)}>{group.sampleError}</button><span className="font-mono text-xs text-soft">{group.eventType}</span></Cell>
            <Cell wide className="whitespace-nowrap">{group.subject}</Cell>
            <Cell className={`tabular text-right ${group.pending > 0 ? "font-medium text-bad" : "text-soft"}`}>{number(group.pending)}</Cell>
            <Cell wide className="tabular text-right">{number(group.total)}</Cell>
            <Cell wide className="text-soft"><Age of={group.lastSeenAt} /></Cell>
            <Cell className="text-right">{onRetry && group.pending > 0 && <Button kind="quiet" onClick={() => onRetry(group.fingerprint)}>Retry all</Button>}</Cell>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
