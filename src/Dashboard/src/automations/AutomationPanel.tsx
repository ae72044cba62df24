import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { Badge, Panel } from "../common/Surface";
import { Fact } from "../contributions/Provenance";
import { useIsAdmin } from "../server/me";
import { hive } from "../server/server";
import type { AutomationView, DebounceShape } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { actionNames, operators } from "./draft";
import { reloadAutomations } from "./queries";

export function AutomationPanel({ automation, onEdit }: { automation: AutomationView; onEdit: () => void }) {
  const [asked, setAsked] = useState(false);
  const isAdmin = useIsAdmin();
  const turn = useMutation({
    mutationFn: () => (automation.enabled ? hive.automations.disableAutomation(automation.id) : hive.automations.enableAutomation(automation.id)),
    onSuccess: ({ enabled }) => { void reloadAutomations(); toast(enabled ? "It looks at events again." : "It looks at no more events."); },
    onError: (error) => toastError(error),
  });
  const remove = useMutation({ mutationFn: () => hive.automations.deleteAutomation(automation.id), onSuccess: () => { setAsked(false); void reloadAutomations(); toast("The automation is gone."); }, onError: (error) => toastError(error) });
  return (
    <Panel title={automation.name} actions={automation.enabled ? <Badge tone="good">On</Badge> : <Badge>Off</Badge>}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 px-4 py-3 text-sm">
        {automation.description && <Fact name="For">{automation.description}</Fact>}
        <Fact name="When"><code className="font-mono text-xs">{automation.triggerEventType}</code> arrives</Fact>
        {automation.triggerConditions.length > 0 && (
          <Fact name="If">
            {automation.triggerConditions.map((one, index) => (
              <span key={index} className="block">{index > 0 && <span className="mr-1 text-xs text-soft">{automation.conditionLogic}</span>}<code className="font-mono text-xs">{one.field}</code> {operators.find(([value]) => value === one.operator)?.[1]} {one.value !== undefined && one.value !== null && <code className="font-mono text-xs">{JSON.stringify(one.value)}</code>}</span>
            ))}
          </Fact>
        )}
        <Fact name="Then"><ol className="list-decimal pl-4">{automation.actions.map((action, index) => <li key={index}>{actionNames[action.type]} <span className="text-soft">{gist(action.config)}</span></li>)}</ol></Fact>
        {automation.debounce && <Fact name="Gathers">{gathering(automation.debounce)}</Fact>}
        <Fact name="At most">{[automation.limits?.ratePerMinute && `${automation.limits.ratePerMinute} executions a minute`, automation.limits?.maxConcurrent && `${automation.limits.maxConcurrent} at once`, automation.limits?.budgetPerHour && `${automation.limits.budgetPerHour} actions an hour`].filter(Boolean).join(", ") || <span className="text-soft">no limit</span>}</Fact>
        {automation.priority !== 0 && <Fact name="Priority">{automation.priority}</Fact>}
      </dl>
      {isAdmin && (
        <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3">
          <Button onClick={onEdit}>Edit</Button>
          <Button busy={turn.isPending} onClick={() => turn.mutate()}>{automation.enabled ? "Switch off" : "Switch on"}</Button>
          <Button kind="danger" className="ml-auto" onClick={() => setAsked(true)}>Delete</Button>
        </div>
      )}
      <Dialog open={asked} onClose={() => setAsked(false)} title={`Delete ${automation.name}?`} note="Its log goes with it.">
        <div className="flex justify-end gap-2"><Button onClick={() => setAsked(false)}>Cancel</Button><Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>Delete</Button></div>
      </Dialog>
    </Panel>
  );
}

const gist = (config: unknown): string => {
  const { url, contentTemplate, eventType, message, agentId } = config as Record<string, unknown>;
  return String(url ?? contentTemplate ?? eventType ?? message ?? agentId ?? "").slice(0, 120);
};

const seconds = (ms: number | null | undefined) => `${(ms ?? 0) / 1000} s`;

const gathering = ({ mode, delayMs, minMs, maxMs, baseDelayMs, maxWaitMs }: DebounceShape): string =>
  mode === "fixed" ? `until ${seconds(delayMs)} after the last event of a person`
  : mode === "range" ? `until ${seconds(minMs)} to ${seconds(maxMs)} after the last event of a person`
  : `until ${seconds(baseDelayMs)} after the last sign of a person, ${seconds(maxWaitMs)} at most`;
