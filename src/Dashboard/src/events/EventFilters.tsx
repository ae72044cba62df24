import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../common/Button";
import { Choice, TextInput } from "../common/Form";
import { useDebounced } from "../common/useDebounced";
import { instances } from "../instances/queries";
import type { Filter } from "./queries";

const channels = ["whatsapp-baileys", "whatsapp-cloud", "discord", "slack", "telegram", "webhook", "custom", "system"];
const statuses = ["received", "processing", "completed", "failed"];

export function EventFilters({ filter, onChange }: { filter: Filter; onChange: (change: Partial<Filter>) => void }) {
  const { data } = useQuery(instances);
  const [text, setText] = useState(filter.search ?? "");
  const [type, setType] = useState(filter.type ?? "");
  const [search, eventType] = [useDebounced(text, 300), useDebounced(type, 300)];
  useEffect(() => {
    if (search !== (filter.search ?? "") || eventType !== (filter.type ?? "")) onChange({ search, type: eventType });
  }, [search, eventType]);
  const choice = (name: keyof Filter, label: string, all: string, values: [string, string][]) => (
    <Choice label={label} hideLabel className="sm:!w-auto" value={filter[name] ?? ""} onChange={(event) => onChange({ [name]: event.target.value })}>
      <option value="">{all}</option>{values.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
    </Choice>
  );
  return (
    <div className="grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto sm:flex-wrap">
      <TextInput label="Search in texts" hideLabel type="search" placeholder="Search in texts" className="sm:!w-44" data-search value={text} onChange={(event) => setText(event.target.value)} />
      <TextInput label="Types" hideLabel placeholder="Types, by comma" className="sm:!w-44 font-mono" value={type} onChange={(event) => setType(event.target.value)} />
      {choice("channel", "Channel", "Every channel", channels.map((one) => [one, one]))}
      {choice("direction", "Direction", "Both ways", [["inbound", "In"], ["outbound", "Out"]])}
      {choice("status", "State", "Every state", statuses.map((one) => [one, one[0]?.toUpperCase() + one.slice(1)]))}
      {filter.person && <Button kind="quiet" icon={<X size={14} aria-hidden />} onClick={() => onChange({ person: "" })}>Of one person only</Button>}
      {data && data.items.length > 0 && choice("instance", "Instance", "Every instance", data.items.map((one) => [one.id, one.name]))}
    </div>
  );
}
