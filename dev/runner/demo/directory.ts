/**
 * A directory for this machine: it really keeps a verifier of each password and refuses the one before, locks after wrong
 * tries, and has a second factor of its own. One file; nothing in it opens an account elsewhere.
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { err, ok, type Result } from "../../../workers/core/kit/result.ts";
import { MINUTE_MS, type Clock } from "../../../workers/core/kit/time.ts";
import type { Directory, DirectoryProblem, Subject } from "../directory.ts";
import { codeAt, stepAt } from "./totp.ts";

export interface DemoAccount {
  readonly userName: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly privileged: boolean;
  readonly passwordSetAt: number;
}

const stored = z.object({
  userName: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  privileged: z.boolean(),
  passwordSetAt: z.number(),
  /** Absent: nobody remembers it. */
  verifier: z.object({ salt: z.string(), hash: z.string() }).optional(),
  authenticator: z.string(),
  usedStep: z.number(),
  wrongTries: z.number(),
  lockedUntil: z.number(),
});
type Stored = z.output<typeof stored>;

export interface DemoDirectory extends Directory {
  /** "locked" also for the right one. */
  checkPassword(userName: string, password: string): Promise<"right" | "wrong" | "locked">;
  /** Each code once. */
  checkCode(userName: string, code: string): boolean;
  /** What the person's own authenticator app shows. */
  codeOf(userName: string): string | undefined;
  nameOf(userName: string): string | undefined;
}

const RULES = { minLength: 10, maxLength: 128, inWords: ["Not the password from before.", "Not your user name."] };
const TRIES = 5;
const LOCKED_MS = 15 * MINUTE_MS;

export function openDemoDirectory(path: string, accounts: readonly DemoAccount[], now: Clock): DemoDirectory {
  const known = new Map((existsSync(path) ? readAccounts(path) : accounts.map(fresh)).map((one) => [keyOf(one), one]));
  const find = (userName: string): Stored | undefined => known.get(userName.trim().toLowerCase());
  const keep = (account: Stored): void => {
    known.set(keyOf(account), account);
    writeFileSync(`${path}.next`, JSON.stringify([...known.values()]), { mode: 0o600, flush: true });
    renameSync(`${path}.next`, path);
  };
  const isLocked = ({ lockedUntil }: Stored): boolean => lockedUntil > now();
  const missed = (account: Stored): void => {
    const wrongTries = account.wrongTries + 1;
    keep(
      wrongTries < TRIES ? { ...account, wrongTries } : { ...account, wrongTries: 0, lockedUntil: now() + LOCKED_MS },
    );
  };
  return {
    lookUp: (subject) =>
      found(find, subject, (account) => {
        const { enabled, privileged, passwordSetAt } = account;
        return ok({
          enabled,
          privileged,
          locked: isLocked(account),
          keepsSecondFactor: true,
          passwordSetAt,
          rules: RULES,
        });
      }),
    setPassword: (subject, password) =>
      found(find, subject, async (account) => {
        const problem = await refusalOf(account, password);
        if (problem !== undefined) {
          return err({ code: "refused", inItsWords: problem });
        }
        const setAt = now();
        const verifier = await verifierOf(password);
        keep({ ...account, verifier, passwordSetAt: setAt, wrongTries: 0, lockedUntil: 0 });
        return ok({ setAt });
      }),
    unlock: (subject) =>
      found(find, subject, (account) => {
        keep({ ...account, wrongTries: 0, lockedUntil: 0 });
        return ok({});
      }),
    revokeSessions: () => Promise.resolve(ok({ outcome: "not_supported" })),
    checkPassword: async (userName, password) => {
      const account = find(userName);
      const right = await matches(account?.verifier, password);
      if (account === undefined || isLocked(account) || !account.enabled) {
        return account !== undefined && isLocked(account) ? "locked" : "wrong";
      }
      if (!right) {
        missed(account);
      }
      return right ? "right" : "wrong";
    },
    checkCode: (userName, code) => {
      const account = find(userName);
      if (account === undefined || isLocked(account)) {
        return false;
      }
      const key = Buffer.from(account.authenticator, "base64");
      const step = [0, -1].map((back) => stepAt(now()) + back).find((one) => codeAt(key, one) === code);
      if (step === undefined || step <= account.usedStep) {
        missed(account);
        return false;
      }
      keep({ ...account, usedStep: step, wrongTries: 0 });
      return true;
    },
    codeOf: (userName) => {
      const account = find(userName);
      return account && codeAt(Buffer.from(account.authenticator, "base64"), stepAt(now()));
    },
    nameOf: (userName) => find(userName)?.name,
  };
}

const keyOf = ({ userName }: { readonly userName: string }): string => userName.toLowerCase();

const readAccounts = (path: string): readonly Stored[] => z.array(stored).parse(JSON.parse(readFileSync(path, "utf8")));

const fresh = (account: DemoAccount): Stored => ({
  ...account,
  authenticator: randomBytes(20).toString("base64"),
  usedStep: 0,
  wrongTries: 0,
  lockedUntil: 0,
});

async function found<Value>(
  find: (userName: string) => Stored | undefined,
  { userName }: Subject,
  work: (account: Stored) => Result<Value, DirectoryProblem> | Promise<Result<Value, DirectoryProblem>>,
): Promise<Result<Value, DirectoryProblem>> {
  const account = find(userName);
  return account === undefined ? err({ code: "unknown_account" }) : work(account);
}

async function refusalOf(account: Stored, password: string): Promise<string | undefined> {
  const { length } = Array.from(password);
  if (length < RULES.minLength || length > RULES.maxLength) {
    return `It has to have ${String(RULES.minLength)} to ${String(RULES.maxLength)} characters.`;
  }
  if (password.toLowerCase().includes(keyOf(account))) {
    return "It holds your user name.";
  }
  return (await matches(account.verifier, password)) ? "It is the password from before." : undefined;
}

async function verifierOf(password: string): Promise<NonNullable<Stored["verifier"]>> {
  const salt = randomBytes(16);
  return { salt: salt.toString("base64"), hash: (await stretched(password, salt)).toString("base64") };
}

/** Takes as long where there is none. */
async function matches(verifier: Stored["verifier"], password: string): Promise<boolean> {
  const hash = await stretched(password, Buffer.from(verifier?.salt ?? "", "base64"));
  return verifier !== undefined && timingSafeEqual(hash, Buffer.from(verifier.hash, "base64"));
}

/** The same password typed on another keyboard is the same. */
const stretched = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((settle, fail) => {
    scrypt(password.normalize("NFC"), salt, 32, (error, key) => (error === null ? settle(key) : fail(error)));
  });
