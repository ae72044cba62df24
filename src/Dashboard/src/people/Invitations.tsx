import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { label } from "../common/format";
import { Choice, TextInput } from "../common/Form";
import { Rows } from "../common/Rows";
import { Secret } from "../common/Secret";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Panel } from "../common/Surface";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import { problemOf } from "../server/problem";
import { polled, queries } from "../server/queries";
import { hive } from "../server/server";
import type { CreateInvitation, InvitationView } from "../server/types";
import { toast, toastError } from "../shell/toasts";

const invitations = queryOptions({ queryKey: ["invitations"], queryFn: () => hive.users.listInvitations({ limit: 200 }), ...polled });
const reload = () => queries.invalidateQueries({ queryKey: ["invitations"] });

export function Invitations() {
  const { data, error, refetch } = useQuery(invitations);
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  if (error && !data) return <Panel><Failure error={error} retry={() => void refetch()} /></Panel>;
  if (!data) return <Panel><Loading /></Panel>;
  const invite = <Button kind="primary" icon={<MailPlus size={15} aria-hidden />} onClick={() => setInviting(true)}>Invite</Button>;
  return (
    <Panel title="Invitations" note={String(data.total)} actions={data.items.length > 0 && invite}>
      {data.items.length === 0 ? <Empty icon={<MailPlus size={32} aria-hidden />} title="Nobody is invited"><p className="mb-3">An invitation is a link that works once. You pass it on yourself.</p>{invite}</Empty> : (
        <Rows label="Invitations" heads={["For", "Role", "Made", "State", ""]} items={data.items} keyOf={(one) => one.id} cells={(one) => <Cells invitation={one} />} />
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} onMade={(token) => { setInviting(false); setLink(`${location.origin}/login?invitation=${token}`); void reload(); }} />}
      {link && <Secret title="Invitation link" secret={link} onClose={() => setLink(null)} />}
    </Panel>
  );
}

function Cells({ invitation }: { invitation: InvitationView }) {
  const revoke = useMutation({
    mutationFn: () => hive.users.revokeInvitation(invitation.id),
    onSuccess: () => { void reload(); toast("The invitation was taken back."); },
    onError: (error) => toastError(error),
  });
  const expired = Date.parse(invitation.expires_at) < Date.now();
  const open = !invitation.accepted_at && !invitation.revoked_at && !expired;
  return (
    <>
      <Cell>{invitation.name ?? invitation.email ?? <span className="text-soft">whoever has the link</span>}{invitation.name && invitation.email && <span className="ml-2 text-soft">{invitation.email}</span>}</Cell>
      <Cell>{label(invitation.org_role)}</Cell>
      <Cell className="text-soft"><Age of={invitation.created_at} /></Cell>
      <Cell>{invitation.accepted_at ? <Badge tone="good">Accepted</Badge> : invitation.revoked_at ? <Badge>Taken back</Badge> : expired ? <Badge>Expired</Badge> : <Badge tone="accent">Open</Badge>}</Cell>
      <Cell className="text-right">{open && <Button kind="quiet" busy={revoke.isPending} onClick={() => revoke.mutate()}>Take back</Button>}</Cell>
    </>
  );
}

function InviteDialog({ onClose, onMade }: { onClose: () => void; onMade: (token: string) => void }) {
  const make = useMutation({
    mutationFn: (body: CreateInvitation) => hive.users.createInvitation(body),
    onSuccess: ({ token }) => token && onMade(token),
  });
  const errors = make.error ? problemOf(make.error).errors : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    make.mutate({ email: String(form.get("email")) || null, name: String(form.get("name")) || null, org_role: form.get("role") === "admin" ? "admin" : "member" });
  };
  return (
    <Dialog open onClose={onClose} title="Invite a person">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextInput label="Name (optional)" name="name" autoFocus fault={errors["name"]?.[0]} />
        <TextInput label="E-mail (optional)" name="email" type="email" hint="Only this address can register with the link." fault={errors["email"]?.[0]} />
        <Choice label="Role" name="role" defaultValue="member"><option value="member">Member</option><option value="admin">Admin</option></Choice>
        {make.error && Object.keys(errors).length === 0 && <p role="alert" className="text-sm text-bad">{problemOf(make.error).detail}</p>}
        <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" kind="primary" busy={make.isPending}>Make the link</Button></div>
      </form>
    </Dialog>
  );
}
