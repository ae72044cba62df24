import { useMutation, useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { exact } from "../common/format";
import { Choice, TextArea } from "../common/Form";
import { Badge, Panel } from "../common/Surface";
import { useIsAdmin } from "../server/me";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { AutomationView } from "../server/types";
import { Steps } from "./Steps";
import { actionNames, operators, payloadOf } from "./draft";
import { reloadAutomations, samples } from "./queries";

/** Tries an automation with a past event or one made up: without effect, or for real. */
export function Trial({ automation }: { automation: AutomationView }) {
  const { data } = useQuery(samples(automation.triggerEventType));
  const [text, setText] = useState("");
  const isAdmin = useIsAdmin();
  const event = () => ({ event: { type: automation.triggerEventType, payload: JSON.parse(text || "{}") as unknown } });
  const test = useMutation({ mutationFn: async () => hive.automations.testAutomation(automation.id, event()) });
  const run = useMutation({ mutationFn: async () => hive.automations.executeAutomation(automation.id, event()), onSuccess: () => void reloadAutomations() });
  const error = test.error ?? run.error;
  const choose = (id: string) => {
    const one = data?.items.find((sample) => sample.id === id);
    if (one) setText(JSON.stringify(payloadOf(one), null, 2));
    test.reset();
    run.reset();
  };
  return (
    <Panel title="Try it">
      <div className="flex flex-col gap-3 px-4 py-3">
        {data && data.items.length > 0 && <Choice label="With a past event" defaultValue="" onChange={({ target }) => choose(target.value)}><option value="">Choose one</option>{data.items.map((one) => <option key={one.id} value={one.id}>{exact(one.receivedAt)} {(one.textContent ?? "").slice(0, 60)}</option>)}</Choice>}
        <TextArea label="Payload" rows={6} className="font-mono" spellCheck={false} placeholder='{"text": "This is urgent"}' value={text} onChange={({ target }) => setText(target.value)} fault={error ? (error instanceof SyntaxError ? `Not JSON: ${error.message}` : problemOf(error).detail) : undefined} />
        <div className="flex flex-wrap gap-2"><Button kind="primary" busy={test.isPending} onClick={() => { run.reset(); test.mutate(); }}>Test without effect</Button>{isAdmin && <Button busy={run.isPending} onClick={() => { test.reset(); run.mutate(); }}>Run it for real</Button>}</div>
        <div aria-live="polite">
          {test.data && (
            <div className="flex flex-col gap-2 text-sm">
              <p>{test.data.matched ? <Badge tone="good">It would run</Badge> : <Badge tone="warn">It would not run</Badge>}</p>
              <ul>{test.data.conditions.map((one, index) => (
                <li key={index} className="flex items-center gap-2">{one.matched ? <Check size={14} className="text-good" role="img" aria-label="holds" /> : <X size={14} className="text-bad" role="img" aria-label="does not hold" />}<code className="font-mono text-xs">{one.field}</code> {operators.find(([value]) => value === one.operator)?.[1]} <span className="text-soft">here it is <code className="font-mono text-xs">{one.actual === undefined ? "not there" : JSON.stringify(one.actual)}</code></span></li>
              ))}</ul>
              {test.data.matched && <p className="text-soft">Then: {test.data.actions.map((one) => actionNames[one.type]).join(", ")}.</p>}
            </div>
          )}
          {run.data && (run.data.triggered ? <Steps steps={run.data.results} /> : <p className="text-sm text-soft">The type of the event is not the one it waits for.</p>)}
        </div>
      </div>
    </Panel>
  );
}
