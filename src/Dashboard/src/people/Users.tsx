import { useMutation, useQuery } from "@tanstack/react-query";
import { label } from "../common/format";
import { Choice } from "../common/Form";
import { Button } from "../common/Button";
import { Rows } from "../common/Rows";
import { Failure } from "../common/States";
import { Badge, Loading, Panel } from "../common/Surface";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import { useIsAdmin, useMe } from "../server/me";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { UserChanges, UserRole, UserView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { users } from "./names";

const roles: UserRole[] = ["owner", "admin", "member"];

export function Users() {
  const { data, error, refetch } = useQuery(users);
  if (error && !data) return <Panel><Failure error={error} retry={() => void refetch()} /></Panel>;
  if (!data) return <Panel><Loading /></Panel>;
  return (
    <Panel title="Users" note={String(data.total)}>
      <Rows label="Users" heads={["Name", "E-mail", "Role", "Last seen", "State", ""]} wide={["E-mail", "Last seen"]} items={data.items} keyOf={(user) => user.id} cells={(user) => <Cells user={user} />} />
    </Panel>
  );
}

function Cells({ user }: { user: UserView }) {
  const profile = useMe();
  const isAdmin = useIsAdmin();
  const change = useMutation({
    mutationFn: (changes: Partial<UserChanges>) => hive.users.updateUser(user.id, changes as UserChanges),
    onSuccess: (now) => {
      void queries.invalidateQueries({ queryKey: ["users"] });
      toast(`${now.name} is ${now.is_active === false ? "deactivated" : label(now.org_role ?? "member").toLowerCase()} now.`, { tone: "good" });
    },
    onError: (error) => toastError(error),
  });
  const self = user.id === profile.id;
  return (
    <>
      <Cell className="font-medium whitespace-nowrap">{user.name}{self && <span className="ml-1.5 text-xs text-soft">you</span>}<span className="block max-w-[40vw] truncate text-xs font-normal text-soft sm:hidden">{user.email}</span></Cell>
      <Cell wide className="text-soft">{user.email}</Cell>
      <Cell>
        {isAdmin && !self ? (
          <Choice label={`Role of ${user.name}`} hideLabel value={user.org_role ?? "member"} className="!w-auto" onChange={(event) => change.mutate({ org_role: event.target.value as UserRole })}>
            {roles.filter((role) => role !== "owner" || profile.org_role === "owner" || user.org_role === "owner").map((role) => <option key={role} value={role}>{label(role)}</option>)}
          </Choice>
        ) : label(user.org_role ?? "member")}
      </Cell>
      <Cell wide className="text-soft">{user.last_seen_at ? <Age of={user.last_seen_at} /> : "never"}</Cell>
      <Cell>{user.is_active === false ? <Badge tone="bad">Inactive</Badge> : user.is_online ? <Badge tone="good">Online</Badge> : <Badge>Active</Badge>}</Cell>
      <Cell className="text-right">
        {isAdmin && !self && <Button kind="quiet" busy={change.isPending} onClick={() => change.mutate({ is_active: user.is_active === false })}>{user.is_active === false ? "Activate" : "Deactivate"}</Button>}
      </Cell>
    </>
  );
}
