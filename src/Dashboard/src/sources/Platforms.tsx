import { queryOptions, useQuery } from "@tanstack/react-query";
import { Failure } from "../common/States";
import { Badge, Loading, Panel } from "../common/Surface";
import { Age } from "../common/Time";
import { polled } from "../server/queries";
import { hive } from "../server/server";

const status = queryOptions({ queryKey: ["oauth"], queryFn: () => hive.oauth.listOauthStatus(), ...polled });

/** Whether the platforms are set up and connected. */
export function Platforms() {
  const { data, error, refetch } = useQuery(status);
  if (error && !data) return <Panel><Failure error={error} retry={() => void refetch()} /></Panel>;
  if (!data) return <Panel><Loading rows={1} height="h-16" /></Panel>;
  return (
    <ul className="grid gap-3 sm:grid-cols-3">
      {Object.values(data.statuses).map((one) => (
        <li key={one.platform} className="rounded-lg border border-line bg-panel px-4 py-3">
          <p className="flex items-center justify-between gap-2 text-sm font-medium">{one.name}{one.connected ? <Badge tone="good">Connected</Badge> : one.configured ? <Badge>Not connected</Badge> : <Badge tone="warn">Not set up</Badge>}</p>
          <p className="mt-1 text-xs text-soft">{one.connected && one.installed_at ? <>since <Age of={one.installed_at} /></> : one.configured ? one.description : <>The server has no client id and secret for it.</>}</p>
          {one.webhook_error && <p className="mt-1 text-xs text-bad">{one.webhook_error}</p>}
        </li>
      ))}
    </ul>
  );
}
