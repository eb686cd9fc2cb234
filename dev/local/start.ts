/**
 * `npm start`: the whole product on this machine, with a demo organisation and a ChangeGear
 * stand-in, and a company's sign-in. Builds what changed, keeps its state in `.state`, and says what to try.
 *   npm start -- --port 8797 --changegear-port 8798 --state /tmp/other
 *   npm start -- --empty     nothing set up, as after a real installation, and what to type where
 */
import { isBuilt } from "./build-stamp.ts";
import {
  nothingToStop,
  onStop,
  readOptions,
  readPort,
  Refusal,
  requireFreePort,
  run,
  RUN_OPTIONS,
  runOptions,
  type RunOptions,
} from "./cli.ts";
import { demoDataOf } from "./demo-data.ts";
import { DEMO_AGENTS } from "../demo/desk.ts";
import type { DemoData } from "./fill-database.ts";
import type { Instance, InstanceOptions } from "./instance.ts";
import { invitationVariables } from "./invitation-file.ts";
import { offerSignInLinks } from "./sign-in-prompt.ts";
import { lockState } from "./state-lock.ts";
import { sweepEachMinute } from "./sweep.ts";
import { CLOSES_TICKETS } from "./variables.ts";
import { welcome } from "./welcome.ts";

await run(async () => {
  const startedAt = performance.now();
  const seconds = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  const progress = (line: string): void => console.log(`${seconds().padStart(7)}  ${line}`);
  const values = readOptions([...RUN_OPTIONS, "identity-port"], ["empty"]);
  const options = runOptions(values, [".state"]);

  onStop(nothingToStop);
  await lockState(options.state, options.port);
  await requireFreePort("npm start -- --port", options.port);
  await requireFreePort("npm start -- --changegear-port", options.changeGearPort);
  const named = values["identity-port"];
  const identityPort =
    named === undefined
      ? identityPortOf(demoDataOf(options.state, { empty: values.empty === true }), options)
      : readPort("--identity-port", named);
  if (identityPort !== 0) {
    await requireFreePort("npm start -- --identity-port", identityPort);
  }
  await buildWhatChanged(progress);
  const instance = await startOn({ ...options, identityPort, empty: values.empty === true }, progress);
  const endSweeps = sweepEachMinute(() => instance.sweep());
  onStop(async () => {
    endSweeps();
    await instance.close();
  });

  const signIn = (): Promise<string> => instance.linkOf();
  const shown = { ...instance, signInLink: await signIn(), state: options.state, empty: instance.empty };
  console.log(welcome({ ...shown, took: seconds() }));
  offerSignInLinks(signIn);
});

async function buildWhatChanged(progress: (line: string) => void): Promise<void> {
  if (await isBuilt()) {
    return;
  }
  progress("Building the console, the portal and the Worker");
  // Only here: the build tools take a second to load.
  const { buildAll } = await import("./build.ts");
  await buildAll().catch((error: unknown) => {
    throw new Refusal(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
  });
}

/** A free one: whose account is whose is written anew at each start. Where an admin types it, it stays. */
function identityPortOf(demo: DemoData, { changeGearPort }: RunOptions): number {
  return demo === "none" ? changeGearPort + 1 : 0;
}

type Started = Instance & {
  readonly empty: boolean;
  /** A sign-in link of whoever begins here. */
  readonly linkOf: () => Promise<string>;
};

async function startOn(
  options: RunOptions & { readonly empty: boolean; readonly identityPort: number },
  progress: (line: string) => void,
): Promise<Started> {
  const { localSecrets } = await import("./local-secrets.ts");
  const { startInstance } = await import("./instance.ts");
  const { port, changeGearPort, identityPort, state: stateDirectory } = options;
  const { secrets, createdAt: now } = localSecrets(stateDirectory);
  const demo = demoDataOf(stateDirectory, options);
  const given = { port, changeGearPort, identityPort, stateDirectory, secrets, now, progress, demo };
  if (demo === "none") {
    return startEmpty(startInstance, given);
  }
  const instance = await startInstance({
    ...given,
    settingsInProduct: true,
    directoryPort: 0,
    settings: CLOSES_TICKETS,
    variables: {
      SECURITY_CONTACT: { mail: "security@halden.example", onCall: "on-call@halden.example" },
      ...invitationVariables(stateDirectory),
      DEMO_DATA: new Date(now).toISOString().slice(0, "yyyy-mm-dd".length),
    },
  });
  if (instance.seeded && demo === "people and history") {
    const { openSomeChecks } = await import("./open-checks.ts");
    await openSomeChecks(instance);
  }
  return { ...instance, empty: false, linkOf: () => instance.signInLink(DEMO_AGENTS.lee.email) };
}

/** The first admin comes as after a deployment: by its invitation, which is good for ten minutes. */
async function startEmpty(
  startInstance: (options: InstanceOptions) => Promise<Instance>,
  given: InstanceOptions & { readonly stateDirectory: string },
): Promise<Started> {
  const { newInvitation } = await import("../setup/invitation.ts");
  const { email } = DEMO_AGENTS.jonas;
  const invitation = newInvitation({ email, consoleOrigin: `http://localhost:${String(given.port)}`, now: Date.now() });
  const instance = await startInstance({
    ...given,
    // One that `npm run admin` left goes first.
    variables: { ADMIN_INVITATION: invitation.secret, ...invitationVariables(given.stateDirectory) },
  });
  return {
    ...instance,
    empty: true,
    linkOf: async () => ((await instance.knows(email)) ? instance.signInLink(email) : invitation.link),
  };
}
