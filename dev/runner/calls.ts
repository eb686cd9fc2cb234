/** What the runner does with a call: whose account may be changed from here, once for each id, and what became of it. */
import type { RunnerReply, RunnerRequest } from "../../workers/adapters/actions/runner-protocol.ts";
import { err, ok } from "../../workers/core/kit/result.ts";
import type { Call, CallStore, Outcome } from "./call-store.ts";
import type { Answered, Directory, DirectoryProblem } from "./directory.ts";

type ReservedCall = RunnerRequest<"unlock">["call"];
type Changing = "set-password" | "unlock" | "revoke-sessions";

export interface Calls {
  lookUp(subject: ReservedCall["subject"]): Answered<RunnerReply<"look-up">>;
  change(verb: Changing, call: ReservedCall, password?: string): Promise<Outcome>;
  changedSince(call: ReservedCall): Answered<RunnerReply<"changed-since">>;
}

export const callId = ({ attempt }: ReservedCall, verb: Changing): string => `${attempt}.${verb}`;

export function createCalls(directory: Directory, store: CallStore): Calls {
  /** Calls of this process that the directory has not answered yet. */
  const running = new Map<string, Promise<Outcome>>();

  const act = async (verb: Changing, call: ReservedCall, password: string): Promise<Outcome> => {
    const id = callId(call, verb);
    const account = await directory.lookUp(call.subject);
    if (!account.ok) {
      return account;
    }
    const refusal = verb === "revoke-sessions" ? undefined : refusalOf(account.value);
    if (refusal !== undefined) {
      return err(refusal);
    }
    const { passwordSetAt, locked } = account.value;
    store.begin(id, { passwordSetAt, locked });
    const result = await {
      "set-password": () => directory.setPassword(call.subject, password),
      unlock: () => directory.unlock(call.subject),
      "revoke-sessions": () => directory.revokeSessions(call.subject),
    }[verb]();
    if (result.ok || result.error.code !== "outcome_unknown") {
      store.end(id, result);
    }
    return result;
  };

  const change = (verb: Changing, call: ReservedCall, password = ""): Promise<Outcome> => {
    const id = callId(call, verb);
    const known = store.get(id);
    if (known !== undefined) {
      return running.get(id) ?? Promise.resolve(known.outcome ?? err(UNDECIDED[known.state]));
    }
    const begun = running.get(id);
    if (begun !== undefined) {
      return begun;
    }
    const acting = act(verb, call, password).finally(() => running.delete(id));
    running.set(id, acting);
    return acting;
  };

  return {
    lookUp: (subject) => directory.lookUp(subject),
    change,
    changedSince: async (call) => {
      const verb = call.action === "password_reset" ? "set-password" : "unlock";
      const id = callId(call, verb);
      // Its end is the answer.
      await running.get(id)?.catch(() => undefined);
      const known = store.get(id);
      if (known?.outcome !== undefined) {
        return ok({ outcome: known.outcome.ok ? "changed" : "unchanged" });
      }
      if (known === undefined) {
        // A call that is still on its way will find this.
        store.close(id);
      }
      const account = await directory.lookUp(call.subject);
      return account.ok ? ok({ outcome: comparison(call, known, account.value) }) : account;
    },
  };
}

const UNDECIDED: Readonly<Record<Call["state"], DirectoryProblem>> = {
  begun: { code: "outcome_unknown" },
  done: { code: "outcome_unknown" },
  closed: { code: "forbidden", inItsWords: "This attempt was given up before it arrived." },
};

/** Said again here: whoever holds the signing key still does not reach an administrator. */
function refusalOf({ privileged, enabled, managedElsewhere }: RunnerReply<"look-up">): DirectoryProblem | undefined {
  if (privileged) {
    return { code: "forbidden", inItsWords: "Privileged accounts are not changed through this runner." };
  }
  if (!enabled) {
    return { code: "forbidden", inItsWords: "The account is disabled or has expired." };
  }
  return managedElsewhere === undefined
    ? undefined
    : { code: "forbidden", inItsWords: "The account's password is kept in another directory." };
}

function comparison(
  { action, reservedAt }: ReservedCall,
  known: Call | undefined,
  shown: RunnerReply<"look-up">,
): RunnerReply<"changed-since">["outcome"] {
  if (action === "account_unlock") {
    return shown.locked === undefined ? "cannot_tell" : shown.locked ? "unchanged" : "changed";
  }
  if (shown.passwordSetAt === undefined) {
    return "cannot_tell";
  }
  if (known?.state === "begun") {
    const was = known.before?.passwordSetAt;
    return was === undefined ? "cannot_tell" : shown.passwordSetAt > was ? "changed" : "unchanged";
  }
  // Not by this call: somebody else set one meanwhile, or the file was lost.
  return shown.passwordSetAt >= reservedAt ? "cannot_tell" : "unchanged";
}
