import { label } from "./format";
import { Badge, type Tone } from "./Surface";

const tones: Record<string, Tone> = {
  queued: "plain", running: "accent", waiting_input: "warn", completed: "good", failed: "bad", cancelled: "plain",
  draft: "plain", available: "accent", in_progress: "warn",
};

export function Status({ of }: { of: string }) {
  return (
    <Badge tone={tones[of] ?? "plain"}>
      {of === "running" && <span aria-hidden className="size-1.5 animate-pulse-dot rounded-full bg-current" />}
      {of === "waiting_input" ? "Waits for input" : label(of)}
    </Badge>
  );
}
