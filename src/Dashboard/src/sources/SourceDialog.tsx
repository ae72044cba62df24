import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { Choice, TextInput, Tick } from "../common/Form";
import { problemOf } from "../server/problem";
import { hive } from "../server/server";
import type { DataSourceView, SourceType } from "../server/types";
import { fields, toConfig, toText } from "./config";

interface Props {
  source: DataSourceView | null;
  onClose: () => void;
  onSaved: () => void;
}

export function SourceDialog({ source, onClose, onSaved }: Props) {
  const types = useQuery({ queryKey: ["sources", "types"], queryFn: () => hive.sources.listSourceTypes() });
  const [type, setType] = useState<SourceType>(source?.source_type ?? "github");
  const connected = types.data?.find((one) => one.source_type === type)?.oauth_connected ?? true;
  const save = useMutation({
    mutationFn: (body: { name: string; config: Record<string, unknown>; enabled: boolean }): Promise<unknown> =>
      source ? hive.sources.updateSource(source.id, body) : hive.sources.createSource({ source_type: type, ...body }),
    onSuccess: onSaved,
  });
  const errors = save.error ? problemOf(save.error).errors : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({ name: String(form.get("name")), config: toConfig(type, (name) => String(form.get(name) ?? "")), enabled: form.get("enabled") !== null });
  };
  return (
    <Dialog open onClose={onClose} title={source ? `Edit “${source.name}”` : "New source"}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        {!source && <Choice label="Kind" value={type} onChange={(event) => setType(event.target.value as SourceType)}>{(types.data ?? []).map((one) => <option key={one.source_type} value={one.source_type}>{one.name}</option>)}</Choice>}
        {!connected && <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">The platform is not connected, so the server will not switch it on.</p>}
        <TextInput label="Name" name="name" required autoFocus defaultValue={source?.name} autoComplete="off" fault={errors["name"]?.[0]} />
        {fields[type].map(({ name, label, hint }) => (
          <TextInput key={`${type} ${name}`} label={label} name={name} defaultValue={toText(source?.config, name)} hint={hint} autoComplete="off" fault={errors[`config.${name}`]?.[0]} />
        ))}
        <Tick label="On" name="enabled" defaultChecked={source?.enabled ?? true} />
        {save.error && !errors["name"] && <p role="alert" className="text-sm text-bad">{Object.values(errors).flat().join(" ") || problemOf(save.error).detail}</p>}
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={save.isPending}>{source ? "Save" : "Add it"}</Button></div>
      </form>
    </Dialog>
  );
}
