/** How a provider is: from what went through it and what did not, and from the minute's call. */
import { MINUTE_MS, type EpochMs } from "../kit/time.ts";
import { deliveryProblem, deliveryProblemWords } from "./delivery-problem.ts";

/** "new": nothing went through it yet, and nothing failed. */
export type IntegrationState = "failing" | "working" | "new";

export interface IntegrationFailure {
  readonly at: EpochMs;
  /** Of the closed list of delivery, or `NOT_TRUSTED`. */
  readonly problem: string;
}

/** Of a company's sign-in whose own description does not fit. */
export const NOT_TRUSTED = "not_trusted";

export interface IntegrationFacts {
  /** Of the newest that went through. */
  readonly okAt?: EpochMs;
  /** Of what waits after a try, or was given up lately. */
  readonly failures: readonly IntegrationFailure[];
  readonly probe?: { readonly okAt?: EpochMs; readonly failed?: IntegrationFailure };
}

export interface IntegrationHealth {
  readonly state: IntegrationState;
  readonly okAt?: EpochMs;
  /** The newest, also where it is over. */
  readonly failure?: IntegrationFailure;
}

/**
 * Red at the first failure that nothing later contradicts, also of the minute's call: what went through since ends it.
 * A call that goes through shows that the provider is there again, not that our account may send: only a message does
 * that. What failed for whom it was sent to is no failure of the provider.
 */
export function integrationHealth({ okAt, failures, probe }: IntegrationFacts): IntegrationHealth {
  const ours = failures.filter(({ problem }) => isProvidersFailure(problem)).sort((one, other) => other.at - one.at);
  const open = ours.find(
    ({ at, problem }) =>
      at > (okAt ?? -Infinity) && !(faultOf(problem) === "provider" && (probe?.okAt ?? -Infinity) > at),
  );
  const called = probe?.failed;
  const failing = called !== undefined && called.at > (okAt ?? -Infinity) ? called : open;
  // What stands beside a failure was before it: a call that is answered ends no refusal of our account.
  const times = [okAt, probe?.okAt].flatMap((at) =>
    at === undefined || (failing !== undefined && at > failing.at) ? [] : [at],
  );
  const failure = failing ?? ours[0] ?? called;
  return {
    state: failing !== undefined ? "failing" : times.length > 0 ? "working" : "new",
    ...(times.length === 0 ? {} : { okAt: Math.max(...times) }),
    ...(failure === undefined ? {} : { failure }),
  };
}

const REFUSED_AGAIN_MINUTES = 15;

/** A log-in that was refused is tried again seldom: many wrong ones lock an account. Asked once in each minute. */
export function isLogInDue(problem: string | undefined, now: EpochMs): boolean {
  return problem !== "account_refused" || Math.floor(now / MINUTE_MS) % REFUSED_AGAIN_MINUTES === 0;
}

/** And not one of whom something was sent to. */
export const isProvidersFailure = (problem: string): boolean => faultOf(problem) !== "destination";

const faultOf = (problem: string) =>
  problem === NOT_TRUSTED ? "account" : deliveryProblemWords(deliveryProblem(problem)).fault;

/** A clause that begins in lower case, without a full stop. */
export const integrationProblemWords = (problem: string): string =>
  problem === NOT_TRUSTED
    ? "what it says of itself does not fit what is set here"
    : deliveryProblemWords(deliveryProblem(problem)).what;
