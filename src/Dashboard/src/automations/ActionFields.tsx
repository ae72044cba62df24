import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Choice, TextArea, TextInput, Tick } from "../common/Form";
import { instances } from "../instances/queries";
import type { ActionType } from "../server/types";
import { valueOf } from "./draft";

type Config = Record<string, unknown>;

interface Props {
  type: ActionType;
  config: Config;
  onChange: (config: Config) => void;
}

/** The fields of one kind of action; what is left empty is left out. */
export function ActionFields({ type, config, onChange }: Props) {
  const { data } = useQuery(instances);
  const set = (name: string, value: unknown) => {
    const { [name]: _, ...rest } = config;
    onChange(value === "" || value === undefined ? rest : { ...rest, [name]: value });
  };
  const text = (name: string, label: string, more: { placeholder?: string; hint?: string; required?: boolean } = {}) => (
    <TextInput label={label} value={String(config[name] ?? "")} onChange={(event) => set(name, event.target.value)} autoComplete="off" {...more} />
  );
  const area = (name: string, label: string, hint?: string) => <TextArea label={label} rows={3} className="font-mono" required value={String(config[name] ?? "")} onChange={(event) => set(name, event.target.value)} hint={hint} />;
  const milliseconds = <TextInput label="Time limit, in seconds" type="number" min={1} max={120} value={Number(config["timeoutMs"] ?? 30_000) / 1000} onChange={(event) => set("timeoutMs", (event.target.valueAsNumber || 30) * 1000)} />;
  const result = text("responseAs", "Keep the result as (optional)", { placeholder: "answer", hint: "Later actions read it as {{var.answer}}." });
  switch (type) {
    case "webhook": return (
      <div className="grid gap-3 sm:grid-cols-2">
        <div className="sm:col-span-2">{text("url", "Address", { required: true, placeholder: "https://example.com/hook" })}</div>
        <Choice label="Method" value={String(config["method"] ?? "POST")} onChange={(event) => set("method", event.target.value)}>{["POST", "PUT", "PATCH", "GET", "DELETE"].map((one) => <option key={one}>{one}</option>)}</Choice>
        {milliseconds}
        <div className="sm:col-span-2"><Json label="Headers (JSON object, optional)" value={config["headers"]} onChange={(value) => set("headers", value)} /></div>
        <div className="sm:col-span-2"><Json label="Body (optional)" value={config["bodyTemplate"]} onChange={(value) => set("bodyTemplate", value)} hint="Left empty, type and payload are sent." /></div>
        <Tick label="Wait for the answer" checked={config["waitForResponse"] !== false} onChange={(event) => set("waitForResponse", event.target.checked ? undefined : false)} />
        {result}
      </div>
    );
    case "send_message": return (
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice label="Instance" value={String(config["instanceId"] ?? "")} onChange={(event) => set("instanceId", event.target.value)}><option value="">That of the event</option>{data?.items.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</Choice>
        {text("to", "To (optional)", { placeholder: "The chat of the event" })}
        <div className="sm:col-span-2">{area("contentTemplate", "Message")}</div>
      </div>
    );
    case "emit_event": return <div className="flex flex-col gap-3">{text("eventType", "Type", { required: true, placeholder: "custom.order.checked" })}<Json label="Payload" value={config["payloadTemplate"]} onChange={(value) => set("payloadTemplate", value)} /></div>;
    case "log": return (
      <div className="grid gap-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Choice label="Level" value={String(config["level"] ?? "info")} onChange={(event) => set("level", event.target.value)}>{["debug", "info", "warn", "error"].map((one) => <option key={one}>{one}</option>)}</Choice>
        {text("message", "Line", { required: true, placeholder: "Order {{payload.order.id}} arrived" })}
      </div>
    );
    case "call_agent": return (
      <div className="grid gap-3 sm:grid-cols-2">
        {text("agentId", "Agent", { placeholder: "planning" })}
        <Choice label="Sessions" value={String(config["sessionStrategy"] ?? "per_chat")} onChange={(event) => set("sessionStrategy", event.target.value)}><option value="per_chat">One per chat</option><option value="per_user">One per person</option><option value="per_user_per_chat">One per person and chat</option></Choice>
        <Tick label="Put the sender's name before the text" checked={config["prefixSenderName"] === true} onChange={(event) => set("prefixSenderName", event.target.checked || undefined)} />
        {milliseconds}
        <div className="sm:col-span-2">{result}</div>
      </div>
    );
  }
}

function Json({ label, value, onChange, hint }: { label: string; value: unknown; onChange: (value: unknown) => void; hint?: string }) {
  const [text, setText] = useState(value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value, null, 2));
  return <TextArea label={label} rows={3} className="font-mono" spellCheck={false} hint={hint} value={text} onChange={(event) => { setText(event.target.value); onChange(event.target.value.trim() === "" ? undefined : valueOf(event.target.value)); }} />;
}
