import { actor, label, plain, plural } from "../common/format";
import { problemOf } from "../server/problem";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { RejectionReason, ReviewEdit } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { dropFromQueue, refreshHead } from "./queue";

export interface Candidate {
  id: string;
  title: string;
}

const AT_ONCE = 4;
const mine = new Set<string>();
let lastRejected: Candidate[] = [];

/** Whether this page took the decision that the stream now tells of. */
export const isMine = (id: string): boolean => mine.has(id);

const name = (candidates: Candidate[]) => (candidates.length === 1 ? `“${plain(candidates[0]?.title ?? "")}”` : plural(candidates.length, "contribution"));

/** The rows leave at once; those that the server keeps come back with the reason. */
export async function approve(candidates: Candidate[], edit?: ReviewEdit, open?: (id: string) => void): Promise<boolean> {
  const { done, failed } = await decide(candidates, (id) => hive.contributions.approveContribution(id, edit));
  const itemId = done[0]?.result.item_id;
  if (done.length > 0) {
    toast(`Approved ${name(done.map((one) => one.candidate))}.`, {
      tone: "good",
      action: done.length === 1 && itemId && open ? { label: "Open", run: () => open(itemId) } : undefined,
    });
  }
  await tell(failed, "was not approved");
  return failed.length === 0;
}

export async function reject(candidates: Candidate[], reasonCode: RejectionReason, reason: string): Promise<boolean> {
  const { done, failed } = await decide(candidates, (id) => hive.contributions.rejectContribution(id, { reason_code: reasonCode, reason: reason || null }));
  if (done.length > 0) {
    lastRejected = done.map((one) => one.candidate);
    toast(`Rejected ${name(lastRejected)}: ${label(reasonCode).toLowerCase()}.`, { action: { label: "Undo", shortcut: "u", run: () => void undo() } });
  }
  await tell(failed, "was not rejected");
  return failed.length === 0;
}

/** Takes the last rejection back, while the server still has its text. */
export async function undo(): Promise<void> {
  const candidates = lastRejected;
  lastRejected = [];
  if (candidates.length === 0) {
    toast("There is no rejection to undo.");
    return;
  }
  const { done, failed } = await each(candidates, (id) => hive.contributions.undoRejection(id));
  for (const { candidate } of done) mine.delete(candidate.id);
  await refreshHead();
  if (done.length > 0) toast(`${name(done.map((one) => one.candidate))} ${done.length === 1 ? "waits" : "wait"} for review again.`);
  for (const { error } of failed) toastError(error, "Undo failed.");
}

async function decide<T>(candidates: Candidate[], work: (id: string) => Promise<T>) {
  for (const { id } of candidates) mine.add(id);
  dropFromQueue(candidates.map((one) => one.id));
  const outcome = await each(candidates, work);
  for (const { candidate } of outcome.failed) mine.delete(candidate.id);
  if (outcome.failed.length > 0) void queries.invalidateQueries({ queryKey: ["contributions", "queue"] });
  for (const { candidate } of outcome.done) void queries.invalidateQueries({ queryKey: ["contributions", "one", candidate.id] });
  return outcome;
}

async function each<T>(candidates: Candidate[], work: (id: string) => Promise<T>) {
  const done: { candidate: Candidate; result: T }[] = [];
  const failed: { candidate: Candidate; error: unknown }[] = [];
  const waiting = [...candidates];
  const worker = async () => {
    for (let candidate = waiting.shift(); candidate; candidate = waiting.shift()) {
      try {
        done.push({ candidate, result: await work(candidate.id) });
      } catch (error) {
        failed.push({ candidate, error });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { done, failed };
}

async function tell(failed: { candidate: Candidate; error: unknown }[], what: string): Promise<void> {
  if (failed.length > 3) {
    toast(`${plural(failed.length, "contribution")} could not be decided and stay in the queue.`, { tone: "bad", note: problemOf(failed[0]?.error).code });
    return;
  }
  for (const { candidate, error } of failed) {
    if (problemOf(error).status === 404) await tellDecided(candidate);
    else toastError(error, `“${candidate.title}” ${what}.`);
  }
}

/** Somebody else was faster: say who and what, so that nobody wonders where the row went. */
export async function tellDecided(candidate: Candidate): Promise<void> {
  const now = await hive.contributions.getContribution(candidate.id).catch(() => null);
  const decision = now?.decision;
  toast(
    decision ? `“${candidate.title}” was already ${decision.decision} by ${actor(decision.decided_by)}.` : `“${candidate.title}” is no longer in the queue.`,
    { note: decision?.reason_code ? `Reason: ${label(decision.reason_code).toLowerCase()}` : undefined },
  );
}
