/** What the scripts share: options, ports, and one clear sentence for what a person can put right. */
import { createServer, connect } from "node:net";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Expected and for a person to put right: its message is printed alone, without a stack. */
export class Refusal extends Error {}

/** Runs a script. A refusal ends it with its sentence and exit code 1; anything else is a defect and shows its stack. */
export async function run(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    console.error(error.message);
    process.exit(1);
  }
}

export interface RunOptions {
  readonly port: number;
  readonly changeGearPort: number;
  readonly state: string;
}

type RunValues = Readonly<Partial<Record<"port" | "changegear-port" | "state", string>>>;
export const RUN_OPTIONS = ["port", "changegear-port", "state"] as const;

/** `--port`, `--changegear-port` and `--state` of the command line; `folder` is the default state directory. */
export function runOptions(values: RunValues, folder: readonly string[]): RunOptions {
  return {
    port: readPort("--port", values["port"] ?? "8787"),
    changeGearPort: readPort("--changegear-port", values["changegear-port"] ?? "8788"),
    state: resolve(values["state"] ?? join(ROOT, ...folder)),
  };
}

/** What the command line says: options that take a text, and those that are said or not. */
export function readOptions<Text extends string, Flag extends string = never>(
  texts: readonly Text[],
  flags: readonly Flag[] = [],
): Readonly<Partial<Record<Text, string>>> & Readonly<Partial<Record<Flag, boolean>>> {
  try {
    const options = Object.fromEntries([
      ...texts.map((name) => [name, { type: "string" as const }] as const),
      ...flags.map((name) => [name, { type: "boolean" as const }] as const),
    ]);
    return parseArgs({ options }).values as ReturnType<typeof readOptions<Text, Flag>>;
  } catch (error) {
    // node:util words it well: "Unknown option '--prot'".
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}

export function readPort(flag: string, text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new Refusal(`${flag} takes a port number from 1 to 65535, not "${text}".`);
  }
  return port;
}

/** Refuses a busy port, with the way out; `command` is what another port number is put behind. */
export async function requireFreePort(command: string, port: number): Promise<void> {
  if (await isTaken(port)) {
    throw new Refusal(
      `Port ${String(port)} is taken by another program: stop that program, or choose another port with \`${command} ${String(port + 10)}\`.`,
    );
  }
}

async function isTaken(port: number): Promise<boolean> {
  // A server on ::1 or on all addresses does not always stop us from listening on 127.0.0.1, but would get our visitors.
  return (await answers(port, "127.0.0.1")) || (await answers(port, "::1")) || !(await canListen(port));
}

/** Whether something accepts connections on a port of this machine. */
export async function answers(port: number, host = "127.0.0.1"): Promise<boolean> {
  const socket = connect({ port, host });
  return new Promise((settle) => {
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((settle) => {
    server.once("error", () => settle(false));
    server.listen(port, "127.0.0.1", () => server.close(() => settle(true)));
  });
}

const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Calls `stop` once on Ctrl-C and its like, then leaves; a second signal leaves at once. Call it
 * again after a library was started: theirs would leave before anything is closed.
 */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const handle = (): void => {
    if (stopping) {
      process.exit(1);
    }
    stopping = true;
    console.log("\nStopping");
    void stop().finally(() => process.exit(0));
  };
  STOP_SIGNALS.forEach((signal) => process.removeAllListeners(signal).on(signal, handle));
}

/** For the time before there is anything to close. */
export const nothingToStop = (): Promise<void> => Promise.resolve();
