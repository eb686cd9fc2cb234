/** The demo directory beside a local product: its accounts, the runner that the product asks, and where people sign in. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DAY_MS } from "../../workers/core/kit/time.ts";
import { DEMO_AGENTS } from "../demo/desk.ts";
import type { Organisation } from "../demo/model.ts";
import { openDemoDirectory, type DemoAccount, type DemoDirectory } from "../runner/demo/directory.ts";
import { startDemoSignIn } from "../runner/demo/sign-in.ts";
import { startRunner } from "../runner/server.ts";

/** As the settings name it. */
export const DEMO_TARGET = "directory";

export type RunnerThrough = (origin: string) => Promise<string>;

export interface StartedDemoDirectory {
  /** Where people sign in. */
  readonly url: string;
  readonly directory: DemoDirectory;
  /** The product's settings for it, as variables of a deployment. */
  readonly variables: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function startDemoDirectory(options: {
  /** Of the sign-in page; 0 takes a free one. */
  readonly port: number;
  /** Where passwords are kept; a folder of its own, and gone afterwards, when absent. */
  readonly stateDirectory?: string | undefined;
  readonly rootSecret: string;
  readonly organisation: Organisation;
  readonly now: number;
  /** What stands between the product and the runner: given the runner's address, it says its own. */
  readonly through?: RunnerThrough | undefined;
}): Promise<StartedDemoDirectory> {
  const { organisation, stateDirectory, now, through = (origin) => Promise.resolve(origin) } = options;
  const folder = stateDirectory ?? mkdtempSync(join(tmpdir(), "demo-directory-"));
  const directory = openDemoDirectory(join(folder, "directory.json"), accountsOf(organisation, now), Date.now);
  const signingKey = `whsec_${createHash("sha256").update(`directory runner\0${options.rootSecret}`).digest("base64")}`;
  const runner = await startRunner({
    directory,
    keys: [signingKey],
    calls: join(folder, "directory-calls.jsonl"),
    host: "127.0.0.1",
    port: 0,
    now: Date.now,
    log: () => undefined,
  });
  const signIn = await startDemoSignIn(directory, { port: options.port, company: organisation.name, now: Date.now });
  return {
    url: signIn.url,
    directory,
    variables: {
      ACTION_TARGETS: {
        [DEMO_TARGET]: {
          kind: "runner",
          label: `${organisation.name} directory`,
          settings: { address: await through(runner.origin) },
        },
      },
      ACTION_SECRETS: JSON.stringify({ [DEMO_TARGET]: { signingKey } }),
    },
    close: async () => {
      await Promise.all([runner.close(), signIn.close()]);
      if (stateDirectory === undefined) {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

const PASSWORDS_AGE_MS = 60 * DAY_MS;

/** Each person's account, and the further ones, and the desk's own. Nobody knows the passwords that they have. */
function accountsOf({ people }: Organisation, now: number): readonly DemoAccount[] {
  const passwordSetAt = now - PASSWORDS_AGE_MS;
  const desk = Object.values(DEMO_AGENTS).map(({ email: userName, name }) => ({
    userName,
    name,
    enabled: true,
    privileged: false,
    passwordSetAt,
  }));
  const staff = people.flatMap(({ userName, displayName: name, active, privileged, accounts }) => [
    { userName, name, enabled: active, privileged, passwordSetAt },
    ...accounts.map((account) => ({
      userName: account.userName,
      name: `${name}, ${account.label}`,
      enabled: account.active,
      privileged: account.privileged,
      passwordSetAt,
    })),
  ]);
  return [...staff, ...desk];
}
