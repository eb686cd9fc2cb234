/**
 * `npm run dev`: the product under `wrangler dev`, rebuilt on every change, with the demo
 * organisation and the ChangeGear stand-in of `npm start` and a state of its own (`.state/dev`).
 * Slower than `npm start`, which runs the built bundle and, beside it, the company's sign-in and directory:
 * without them nobody opens a page of their own (`/me`) here, and no password is set.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { buildFrontEnds } from "./build.ts";
import {
  nothingToStop,
  onStop,
  readOptions,
  Refusal,
  requireFreePort,
  ROOT,
  run,
  RUN_OPTIONS,
  runOptions,
  type RunOptions,
} from "./cli.ts";
import { createOrganisation } from "../demo/organisation.ts";
import { DEMO_AGENTS } from "../demo/desk.ts";
import { withDevDatabase } from "./dev-database.ts";
import { applyMigrations } from "./fill-database.ts";
import { signInLink, startStandIn } from "./instance.ts";
import { localSecrets } from "./local-secrets.ts";
import { isSeeded, seed } from "./seed.ts";
import { offerSignInLinks } from "./sign-in-prompt.ts";
import { lockState } from "./state-lock.ts";
import { sweepEachMinute } from "./sweep.ts";
import { variablesOf } from "./variables.ts";
import { welcome } from "./welcome.ts";

const SETTLE_MS = 150;
const POLL_MS = 200;

await run(async () => {
  const startedAt = performance.now();
  const options = runOptions(readOptions(RUN_OPTIONS), [".state", "dev"]);
  const { port, changeGearPort, state } = options;
  const url = `http://localhost:${String(port)}`;
  onStop(nothingToStop);
  await lockState(state, port);
  await requireFreePort("npm run dev -- --port", port);
  await requireFreePort("npm run dev -- --changegear-port", changeGearPort);

  const { secrets, createdAt: now } = localSecrets(state);
  const organisation = createOrganisation({ now });
  console.log("Building the console and the portal");
  await buildFrontEnds();
  await withDevDatabase(state, async (db) => {
    await applyMigrations(db);
    if (!(await isSeeded(db))) {
      await seed(db, organisation, { rootSecret: secrets.rootSecret, now });
    }
  });
  const changeGear = await startStandIn({ changeGearPort, stateDirectory: state, secrets, now, productPort: port });
  const changeGearUrl = `http://localhost:${String(changeGearPort)}`;
  const worker = startWrangler(options, variablesOf({ url, changeGearUrl, organisation, secrets }, {}));
  const endWatch = rebuildOnChange();
  const endSweeps = sweepEachMinute(() => sweep(url));
  const close = async (): Promise<void> => {
    endWatch();
    endSweeps();
    await Promise.all([ended(worker), changeGear.close()]);
  };
  onStop(close);

  await untilReady(url, worker);
  const signIn = (): Promise<string> =>
    withDevDatabase(state, (db) =>
      signInLink(db, { url, email: DEMO_AGENTS.lee.email, now: Date.now(), rootSecret: secrets.rootSecret }),
    );
  const took = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  console.log(welcome({ url, changeGearUrl, organisation, signInLink: await signIn(), state, took }));
  offerSignInLinks(signIn);
});

function startWrangler({ port, state }: RunOptions, variables: Readonly<Record<string, unknown>>): ChildProcess {
  const environment = join(state, "worker.env");
  writeFileSync(environment, environmentText(variables), { mode: 0o600 });
  process.once("exit", () => rmSync(environment, { force: true }));
  const wrangler = join(ROOT, "node_modules", "wrangler", "bin", "wrangler.js");
  const where = ["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"];
  const what = ["--persist-to", join(state, "worker"), "--env-file", environment];
  return spawn(
    process.execPath,
    [wrangler, "dev", "dev/worker/main.ts", ...where, ...what, "--show-interactive-dev-session=false"],
    {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" },
    },
  );
}

/** As a dotenv file, where text between quotes has no escapes: so the quotes are ones that the text does not hold. */
function environmentText(variables: Readonly<Record<string, unknown>>): string {
  return Object.entries(variables)
    .map(([name, value]) => {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      const quote = ["'", "`"].find((mark) => !text.includes(mark));
      if (quote === undefined) {
        throw new Error(`${name} cannot be written to a dotenv file`);
      }
      return `${name}=${quote}${text}${quote}\n`;
    })
    .join("");
}

/** Wrangler watches the Worker's sources and dist/assets; what fills dist/assets is watched here. */
function rebuildOnChange(): () => void {
  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve();
  const rebuild = (): void => {
    building = building.then(buildFrontEnds).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
    });
  };
  const watchers = ["console", join("workers", "contract")].map((folder) =>
    watch(join(ROOT, folder), { recursive: true }, () => {
      clearTimeout(timer);
      // An editor saves in several steps.
      timer = setTimeout(rebuild, SETTLE_MS);
    }),
  );
  return () => {
    clearTimeout(timer);
    watchers.forEach((watcher) => watcher.close());
  };
}

async function sweep(url: string): Promise<void> {
  const reply = await fetch(`${url}/cdn-cgi/local/scheduled`);
  if (!reply.ok) {
    throw new Error(`wrangler dev answered ${String(reply.status)}`);
  }
}

/** The port opens early; the first request waits until the Worker is built. */
async function untilReady(url: string, worker: ChildProcess): Promise<void> {
  while (!(await isServed(url))) {
    if (worker.exitCode !== null) {
      throw new Refusal("wrangler dev ended before it was ready; its own messages above say why.");
    }
    await delay(POLL_MS);
  }
}

async function isServed(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function ended(worker: ChildProcess): Promise<void> {
  if (worker.exitCode === null && worker.signalCode === null) {
    const exit = once(worker, "exit");
    worker.kill("SIGTERM");
    await exit;
  }
}
