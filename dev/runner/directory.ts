/** What a directory is to the runner. Each back end is one folder. */
import type { RunnerProblem, RunnerReply, RunnerRequest } from "../../workers/adapters/actions/runner-protocol.ts";
import type { Result } from "../../workers/core/kit/result.ts";

export type Subject = RunnerRequest<"look-up">["subject"];
export type DirectoryProblem = Exclude<RunnerProblem, { readonly code: "bad_signature" | "bad_request" }>;
export type Answered<Value> = Promise<Result<Value, DirectoryProblem>>;

export interface Directory {
  lookUp(subject: Subject): Answered<RunnerReply<"look-up">>;
  setPassword(subject: Subject, password: string): Answered<RunnerReply<"set-password">>;
  unlock(subject: Subject): Answered<RunnerReply<"unlock">>;
  revokeSessions(subject: Subject): Answered<RunnerReply<"revoke-sessions">>;
}
