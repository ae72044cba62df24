import { HivemindProblem } from "@hivemind/client";

/** What the server says when it refuses, in one shape for pages and toasts. */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  traceId: string | null;
  errors: Readonly<Record<string, string[]>>;
  body: Record<string, unknown>;
}

const unreachable: Problem = {
  status: 0, code: "UNREACHABLE", detail: "The server does not answer. The page retries by itself.", traceId: null, errors: {}, body: {},
};

/** Reads a problem from whatever was thrown: a refusal of the server, a broken connection, or a fault of this page. */
export function problemOf(error: unknown): Problem {
  if (error instanceof HivemindProblem) {
    const { code, status, message, traceId, errors, problem } = error;
    return { status, code, detail: message, traceId: traceId || null, errors, body: problem };
  }
  if (error instanceof TypeError) return unreachable;
  return { ...unreachable, code: "PAGE_ERROR", detail: error instanceof Error ? error.message : String(error) };
}

export const sentenceOf = (error: unknown): string => {
  const problem = problemOf(error);
  const fields = Object.entries(problem.errors).map(([field, faults]) => `${field}: ${faults.join(" ")}`);
  return fields.length > 0 ? fields.join(" ") : problem.detail;
};

export const isSignedOut = (error: unknown): boolean => problemOf(error).status === 401;

/** Worth another try by itself: nothing answered, or the server said it could not right now. */
export const isPassing = (error: unknown): boolean => {
  const { status } = problemOf(error);
  return status === 0 || status === 408 || status === 502 || status === 503;
};
