import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Button } from "../common/Button";
import { Choice, TextInput, Tick } from "../common/Form";
import { Failure } from "../common/States";
import { Loading, Page, Panel } from "../common/Surface";
import { useIsAdmin } from "../server/me";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { OrganisationView, Tier, UpdateOrganisation } from "../server/types";
import { setTheme, useTheme, type Theme } from "../shell/theme";
import { toast, toastError } from "../shell/toasts";
import { AutoApprove } from "./AutoApprove";
import { Security } from "./Security";

const organisation = queryOptions({ queryKey: ["organisation"], queryFn: () => hive.organisation.getOrganisation() });

export function Settings() {
  const isAdmin = useIsAdmin();
  const theme = useTheme();
  const { data, error, refetch } = useQuery(organisation);
  return (
    <Page title="Settings">
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
        <Panel title="Appearance">
          <div className="px-4 py-4">
            <Choice label="Theme" value={theme} onChange={(event) => setTheme(event.target.value as Theme)}><option value="dark">Dark</option><option value="light">Light</option><option value="system">As the system</option></Choice>
          </div>
        </Panel>
        {error && !data ? <Panel><Failure error={error} retry={() => void refetch()} /></Panel> : !data ? <Panel title="Organisation"><Loading /></Panel> : <Organisation key={data.row_version} view={data} editable={isAdmin} />}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Security />
          {isAdmin && <AutoApprove />}
        </div>
      </div>
    </Page>
  );
}

function Organisation({ view, editable }: { view: OrganisationView; editable: boolean }) {
  const save = useMutation({
    mutationFn: (body: UpdateOrganisation) => hive.organisation.updateOrganisation(body, { ifMatch: view.row_version }),
    onSuccess: (now) => { queries.setQueryData(organisation.queryKey, now); toast("Saved.", { tone: "good" }); },
    onError: (error) => { toastError(error, "Nothing was saved."); void queries.invalidateQueries({ queryKey: ["organisation"] }); },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      name: String(form.get("name")),
      settings: {
        require_second_reviewer: form.get("second") !== null, burst_limit: Number(form.get("burst")), burst_window_seconds: Number(form.get("window")), user_tier: form.get("tier") as Tier,
      },
    });
  };
  const { settings } = view;
  return (
    <Panel title="Organisation" note={view.id}>
      <form onSubmit={submit} className="px-4 py-4">
        <fieldset disabled={!editable} className="flex flex-col gap-4">
          <TextInput label="Name" name="name" defaultValue={view.name} required />
          <Tick label="A second reviewer is required" hint="Nobody approves their own contributions, or those of their agents." name="second" defaultChecked={settings.require_second_reviewer} />
          <div className="grid gap-3 sm:grid-cols-2">
            <TextInput label="Contributions in a burst" name="burst" type="number" min={0} defaultValue={settings.burst_limit} hint="0 lifts the limit." />
            <TextInput label="Burst window (seconds)" name="window" type="number" min={1} defaultValue={settings.burst_window_seconds} />
          </div>
          <Choice label="Tier of signed-in users" name="tier" defaultValue={settings.user_tier}><option value="free">Free</option><option value="pro">Pro</option><option value="enterprise">Enterprise</option></Choice>
          {editable && <div className="flex justify-end"><Button type="submit" kind="primary" busy={save.isPending}>Save</Button></div>}
        </fieldset>
      </form>
    </Panel>
  );
}
