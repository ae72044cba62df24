import type { ErrorComponentProps } from "@tanstack/react-router";
import { useRouter } from "@tanstack/react-router";
import { Failure } from "../common/States";

/** A page that broke: what happened, under which code and trace, and a way to try again. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <title>Error · Hivemind</title>
      <Failure page error={error} retry={() => { reset(); void router.invalidate(); }} />
    </main>
  );
}
