/** A target system in memory that keeps what it was told, and plays what a test asks for. */
import type {
  ActionTargets,
  ActionTarget,
  TargetAccount,
  TargetProblem,
} from "../../workers/app/ports/action-targets.ts";
import { err, ok } from "../../workers/core/kit/result.ts";

type Play =
  | { readonly answer: TargetProblem }
  /** It takes effect, and the answer is lost. */
  | { readonly lostAfterEffect: true }
  /** Nothing of the call ever comes back. */
  | { readonly hangs: true };

export class StandInTarget {
  account: TargetAccount = {
    enabled: true,
    privileged: false,
    locked: true,
    keepsSecondFactor: true,
    rules: { minLength: 12, inWords: ["A capital letter"] },
  };
  password = "the old one";
  /** Idempotency keys, in the order in which calls that change something came. */
  readonly calls: string[] = [];
  readonly revoked: string[] = [];
  setAt: number | undefined;
  /** For the next calls that change something; then it takes what it gets. */
  readonly plays: Play[] = [];
  lookUpProblem: TargetProblem | undefined;
  revokeProblem: TargetProblem | undefined;
  tells = true;

  readonly target: ActionTarget = {
    passwordReset: "set_by_person",
    accountUnlock: true,
    serves: "Everybody.",
    probe: () => Promise.resolve(this.lookUpProblem === undefined ? ok() : err(this.lookUpProblem)),
    lookUp: () => Promise.resolve(this.lookUpProblem === undefined ? ok(this.account) : err(this.lookUpProblem)),
    setPassword: async (call, password) => {
      const played = await this.#play(call.attempt, () => {
        this.password = password.reveal();
      });
      return played ?? ok({ setAt: this.setAt ?? 0 });
    },
    unlock: async (call) => {
      const played = await this.#play(call.attempt, () => {
        this.account = { ...this.account, locked: false };
      });
      return played ?? ok();
    },
    revokeSessions: (call) => {
      this.revoked.push(call.attempt);
      return Promise.resolve(this.revokeProblem === undefined ? ok("revoked") : err(this.revokeProblem));
    },
    changedSince: (call) => {
      const changed = this.setAt !== undefined && this.setAt >= call.reservedAt;
      return Promise.resolve(ok(this.tells ? (changed ? "changed" : "unchanged") : "cannot_tell"));
    },
  };

  readonly targets: ActionTargets = {
    named: (name) => (name === "directory" ? this.#named : undefined),
    doing: () => this.#named,
  };

  get #named() {
    return { name: "directory", label: "Company directory", target: this.target };
  }

  async #play(attempt: string, effect: () => void) {
    this.calls.push(attempt);
    const play = this.plays.shift();
    if (play !== undefined && "answer" in play) {
      return err(play.answer);
    }
    if (play !== undefined && "hangs" in play) {
      return new Promise<never>(() => undefined);
    }
    effect();
    this.setAt = Date.now();
    return play === undefined ? undefined : err({ code: "target.outcome_unknown" } as const);
  }
}
