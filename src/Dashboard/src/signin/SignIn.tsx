import { getRouteApi, useNavigate, useRouter } from "@tanstack/react-router";
import { Hexagon } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Button } from "../common/Button";
import { TextInput } from "../common/Form";
import { problemOf, type Problem } from "../server/problem";
import { me, remember } from "../server/me";
import { queries } from "../server/queries";
import { hive } from "../server/server";

const route = getRouteApi("/login");

/** Signs in; with an invitation in the address, makes the account first. */
export function SignIn() {
  const { invitation, next } = route.useSearch();
  const navigate = useNavigate();
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    setBusy(true);
    setProblem(null);
    try {
      if (invitation) {
        await hive.auth.registerUser({ email: text("email"), password: text("password"), name: text("name"), invitation_token: invitation });
      }
      await hive.auth.login({ email: text("email"), password: text("password") });
      remember();
      queries.clear();
      await queries.fetchQuery(me);
      if (next?.startsWith("/") && !next.startsWith("//")) router.history.replace(next);
      else await navigate({ to: "/commons", replace: true });
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  }

  return (
    <main className="grid min-h-dvh place-items-center px-4">
      <title>{invitation ? "Create your account · Hivemind" : "Sign in · Hivemind"}</title>
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-2.5">
          <Hexagon size={28} className="fill-accent/25 text-accent" aria-hidden />
          <span className="text-lg font-semibold tracking-tight">Hivemind</span>
        </div>
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 rounded-xl border border-line bg-panel p-6">
          <div>
            <h1 className="text-lg font-semibold">{invitation ? "Create your account" : "Sign in"}</h1>
            {invitation && <p className="mt-1 text-sm text-soft">This invitation works once. Choose what you sign in with.</p>}
          </div>
          {invitation && <TextInput label="Name" name="name" required maxLength={255} autoComplete="name" autoFocus fault={problem?.errors["name"]?.[0]} />}
          <TextInput label="E-mail" name="email" type="email" required autoComplete="username" autoFocus={!invitation} fault={problem?.errors["email"]?.[0]} />
          <TextInput
            label="Password" name="password" type="password" required minLength={invitation ? 8 : 1} maxLength={256}
            autoComplete={invitation ? "new-password" : "current-password"} hint={invitation ? "At least 8 characters." : undefined} fault={problem?.errors["password"]?.[0]}
          />
          {problem && Object.keys(problem.errors).length === 0 && (
            <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">{sentence(problem, Boolean(invitation))}</p>
          )}
          <Button type="submit" kind="primary" busy={busy} className="py-2">{invitation ? "Create account" : "Sign in"}</Button>
          {invitation && <p className="text-center text-xs text-soft">Have an account already? <a href="/login" className="text-accent underline">Sign in</a></p>}
        </form>
        {!invitation && <p className="mt-4 text-center text-xs text-soft">No account? Ask an admin for an invitation.</p>}
      </div>
    </main>
  );
}

function sentence(problem: Problem, registering: boolean): string {
  if (problem.status === 401) return "E-mail or password is wrong.";
  if (problem.code === "REGISTRATION_CLOSED" || (registering && problem.status === 404)) return "This invitation was used already, taken back, or has expired. Ask for a new one.";
  return problem.detail;
}
