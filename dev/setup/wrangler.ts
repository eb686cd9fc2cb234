/** Wrangler, as a program: deploys, migrations and secrets are its own business. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { Refusal, ROOT } from "../local/cli.ts";

const WRANGLER = join(ROOT, "node_modules", "wrangler", "bin", "wrangler.js");

/** Runs it and waits; `input` goes over stdin, because what stands on a command line is in the list of processes. */
export type Wrangler = (args: readonly string[], input?: string) => Promise<void>;

export interface WranglerOptions {
  readonly config: string;
  /** Another program in its place, for tests. */
  readonly program?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export function wranglerFor({ config, program = WRANGLER, env = process.env }: WranglerOptions): Wrangler {
  return async (args, input) => {
    const all = [...args, "--config", config];
    const child = spawn(process.execPath, [program, ...all], {
      cwd: ROOT,
      // A person at a terminal can answer what wrangler asks.
      stdio: [input === undefined ? "inherit" : "pipe", "inherit", "inherit"],
      env: { ...env, WRANGLER_SEND_METRICS: "false" },
    });
    child.stdin?.end(input);
    const code = await new Promise<number | null>((settle) => child.once("close", settle));
    if (code !== 0) {
      throw new Refusal(
        `wrangler ${all.join(" ")}\n  ended with ${String(code)}; its own messages stand above.\n  Next: put right what they say, then run the same command again; it goes on where it stopped.`,
      );
    }
  };
}

export const putSecret = (wrangler: Wrangler, name: string, value: string): Promise<void> =>
  wrangler(["secret", "put", name], value);

/** Runs nothing: prints each command. */
export function plannedWrangler(config: string, print: (line: string) => void): Wrangler {
  return (args, input) => {
    print(`wrangler ${args.join(" ")} --config ${config}${input === undefined ? "" : " (the value over stdin)"}`);
    return Promise.resolve();
  };
}

export const migrate = (wrangler: Wrangler): Promise<void> => wrangler(["d1", "migrations", "apply", "DB", "--remote"]);
export const deploy = (wrangler: Wrangler): Promise<void> => wrangler(["deploy"]);
