/**
 * One running copy of the product on this machine: the built bundle under Miniflare (real
 * workerd, D1, Durable Objects, Queues) and the ChangeGear stand-in, with the demo
 * organisation. Used by `npm start`, the walkthrough, the journeys and the benches.
 */
import { createHash, randomBytes, randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { defined } from "../../workers/core/kit/defined.ts";
import { createTimekeeper } from "../../workers/adapters/platform/clock.ts";
import { TicketStore } from "../changegear/store.ts";
import { startChangeGear, type ChangeGear } from "../changegear/server.ts";
import { createOrganisation } from "../demo/organisation.ts";
import type { Organisation } from "../demo/model.ts";
import { linkDemoAgents, startCompanySignIn, type StartedCompanySignIn } from "./company-sign-in.ts";
import { startDemoDirectory, type RunnerThrough, type StartedDemoDirectory } from "./demo-directory.ts";
import type { History } from "../history/history.ts";
import { deployedVariables, forgetDeployment, storeDemoSettings } from "./demo-settings.ts";
import { applyMigrations, fillDatabase, type DemoData, type LocalDatabase } from "./fill-database.ts";
import { makeHistory } from "./history.ts";
import { attestedRowsInto, type SeedDatabase } from "./seed.ts";
import { workerOptions } from "./worker-options.ts";
import { accountOf, bareVariables, CONNECTION, variablesOf, type LocalSecrets } from "./variables.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const LOCAL_BUNDLE = join(ROOT, "dist", "local", "main.js");
/** In the state directory. */
const WORKER_STATE = "worker";
/** Systems hand out ports from here on for outgoing connections; one of those could take a port we only looked at. */
const FIRST_EPHEMERAL_PORT = 32_768;
const LOWEST_PORT = 15_000;
const PORT_TRIES = 50;
const LINK_LIFETIME_MS = 600_000;

export interface InstanceOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly changeGearPort: number;
  /** Where D1, the objects and the stand-in's tickets live; in memory when absent. */
  readonly stateDirectory?: string;
  readonly secrets?: LocalSecrets;
  /** Overrides of the Worker's variables. */
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly progress?: (line: string) => void;
  /** Port of the company's sign-in, 0 for a free one; none runs unless given. */
  readonly identityPort?: number;
  /** Port of the demo directory's sign-in page, 0 for a free one; no directory runs unless given. */
  readonly directoryPort?: number;
  /** Between the product and the directory's runner. */
  readonly runnerThrough?: RunnerThrough;
  /** Real time unless given; decides the demo organisation's "last week". */
  readonly now?: number;
  /** Minutes of the Worker's time per real minute; 1 unless given. */
  readonly clockRate?: number;
  /** When the faster clock began; given again when an instance is started again on its state. */
  readonly clockFrom?: number;
  /** Another Worker bundle than the local build. */
  readonly bundle?: string;
  /** Every line that the Worker logs. */
  readonly onLog?: (line: string) => void;
  /** Answers whatever the Worker asks of another machine; without it such calls fail. */
  readonly outbound?: (request: Request) => Promise<Response>;
  /** Settings as an admin would have made them, instead of variables of the deployment. */
  readonly settingsInProduct?: boolean;
  /** Variables that protect less than at the last start wait, as in production. */
  readonly keepsDeployment?: boolean;
  /** What a new database begins with; its people and no past unless given. */
  readonly demo?: DemoData;
}

/** The product alone; the ticket system runs elsewhere. */
export interface Product {
  readonly url: string;
  readonly organisation: Organisation;
  readonly webhook: { readonly url: string; readonly username: string; readonly password: string };
  readonly miniflare: Miniflare;
  readonly rootSecret: string;
  /** Whether the database was new, and began with the demo data. */
  readonly seeded: boolean;
  /** A one-time sign-in link for an agent of the demo desk. */
  signInLink(email: string): Promise<string>;
  /** Whether there is an agent with this address. */
  knows(email: string): Promise<boolean>;
  /** What cron would do; Miniflare does not fire it by itself. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export interface Instance extends Product {
  readonly identity?: StartedCompanySignIn;
  readonly demoDirectory?: StartedDemoDirectory;
  /** The product's own in the stand-in. */
  readonly account: { readonly username: string; readonly password: string };
  readonly changeGearUrl: string;
  readonly changeGear: ChangeGear;
}

export function newSecrets(): LocalSecrets {
  const word = (): string => randomBytes(24).toString("base64url");
  return { rootSecret: `${word()}${word()}`, changeGearPassword: word(), webhookPassword: word() };
}

export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const { secrets = newSecrets(), progress = () => undefined } = options;
  const now = options.now ?? Date.now();
  const bare = options.demo === "none";
  const port = options.port === 0 ? await freePort() : options.port;
  progress("Starting the ChangeGear stand-in");
  const changeGear = await startStandIn({ ...options, secrets, now, productPort: port });
  if (bare && changeGear.store.all().length === 0) {
    changeGear.store.startFrom(ticketsOfBefore(now));
  }
  const changeGearUrl = changeGear.url.replace("127.0.0.1", "localhost");
  const identity = await signInBeside(options, { secrets, now, productPort: port });
  const demoDirectory = await directoryBeside(options, { secrets, now });
  const product = await startProduct({
    ...options,
    secrets,
    now,
    port,
    changeGearUrl,
    variables: { ...(bare ? {} : { ...identity?.variables, ...demoDirectory?.variables }), ...options.variables },
    onHistory: ({ tickets }) => changeGear.store.startFrom(tickets),
  });
  if (identity !== undefined && !bare) {
    const db = (await product.miniflare.getD1Database("DB")) as unknown as SeedDatabase;
    await linkDemoAgents(db, { issuer: identity.issuer, rootSecret: secrets.rootSecret, now });
  }
  return {
    ...product,
    changeGearUrl,
    changeGear,
    ...defined({ identity, demoDirectory }),
    account: accountOf(secrets),
    close: async () => {
      await identity?.close();
      await demoDirectory?.close();
      await changeGear.close();
      await product.close();
    },
  };
}

async function signInBeside(
  { identityPort: port, demo }: InstanceOptions,
  { secrets, now, productPort: product }: Known & { readonly productPort: number },
): Promise<StartedCompanySignIn | undefined> {
  const lasting = demo === "none" ? { clientSecret: lastingSecret(secrets) } : {};
  return port === undefined ? undefined : startCompanySignIn({ port, now, product, ...lasting });
}

async function directoryBeside(
  { directoryPort: port, stateDirectory, runnerThrough: through }: InstanceOptions,
  { secrets, now }: Known,
): Promise<StartedDemoDirectory | undefined> {
  const organisation = createOrganisation({ now });
  return port === undefined
    ? undefined
    : startDemoDirectory({ port, stateDirectory, rootSecret: secrets.rootSecret, organisation, now, through });
}

const DAY_MS = 86_400_000;

/** A ticket system is there before this product is: one ticket of each category, of yesterday. */
function ticketsOfBefore(now: number) {
  const { categories } = createOrganisation({ now });
  const store = new TicketStore({ people: [], now: () => now - DAY_MS });
  categories.forEach(({ name }) => store.create({ summary: name, category: name }, { id: 0, name: "" }));
  return store.saved();
}

type Known = Required<Pick<InstanceOptions, "secrets" | "now">>;

/** The ticket system's stand-in, telling its changes to the product on that port. */
export async function startStandIn(
  options: Pick<InstanceOptions, "changeGearPort" | "stateDirectory"> & Known & { readonly productPort: number },
): Promise<ChangeGear> {
  const { stateDirectory, secrets } = options;
  const organisation = createOrganisation({ now: options.now });
  return startChangeGear({
    port: options.changeGearPort,
    users: [accountOf(secrets)],
    people: standInPeople(organisation),
    categories: organisation.categories.map((category) => category.name),
    webhook: webhookOf(options.productPort, secrets),
    product: `http://localhost:${String(options.productPort)}`,
    ...(stateDirectory === undefined ? {} : { statePath: join(stateDirectory, "changegear.json") }),
  });
}

/** The Worker under Miniflare with its database filled, beside a ticket system that runs already. */
export async function startProduct(
  options: InstanceOptions &
    Known & {
      readonly changeGearUrl: string;
      /** Told of the demo's past before it is written: its tickets belong to the ticket system. */
      readonly onHistory?: (history: History) => void;
    },
): Promise<Product> {
  const { port, secrets, now, changeGearUrl, progress = () => undefined } = options;
  const organisation = createOrganisation({ now });
  const url = `http://localhost:${String(port)}`;
  progress("Starting the Worker");
  const faster =
    options.clockRate === undefined ? undefined : { from: options.clockFrom ?? Date.now(), rate: options.clockRate };
  const { clock } = createTimekeeper(faster);
  const variables =
    options.demo === "none"
      ? bareVariables({ url, changeGearUrl, secrets }, options)
      : variablesOf({ url, changeGearUrl, organisation, secrets }, options);
  const order = () =>
    makeHistory({
      now,
      // The directory was connected today: until now a pass was the desk's to act on.
      variables: { ...variables, ROOT_SECRET: secrets.rootSecret, ACTION_TARGETS: {}, ACTION_SECRETS: {} },
      connection: CONNECTION,
      account: accountOf(secrets),
      people: standInPeople(organisation),
    });
  // Takes as long as workerd needs to start; a database that is there already has its own past.
  const early = options.demo === "people and history" && isNew(options.stateDirectory) ? order() : undefined;
  // Heard of where it is waited for.
  early?.catch(() => undefined);
  const deployed = options.settingsInProduct === true ? deployedVariables(variables) : variables;
  const miniflare = await startWorker({
    ...options,
    variables: { ...deployed, ...(faster === undefined ? {} : { LOCAL_CLOCK: faster }) },
  });
  const db = (await miniflare.getD1Database("DB")) as unknown as LocalDatabase;
  progress("Applying migrations and demo data");
  await applyMigrations(db);
  if (options.keepsDeployment !== true) {
    await forgetDeployment(db);
  }
  if (options.settingsInProduct === true) {
    await storeDemoSettings(db, variables, { rootSecret: secrets.rootSecret, now });
  }
  const seeded = await fillDatabase(db, {
    organisation,
    rootSecret: secrets.rootSecret,
    now,
    demo: options.demo ?? "people",
    history: async () => {
      const history = await (early ?? order());
      options.onHistory?.(history);
      return history;
    },
  });
  return {
    url,
    organisation,
    webhook: webhookOf(port, secrets),
    miniflare,
    seeded,
    rootSecret: secrets.rootSecret,
    signInLink: (email) => signInLink(db, { url, email, now: clock(), rootSecret: secrets.rootSecret }),
    knows: async (email) => (await db.prepare("SELECT id FROM agents WHERE email = ?").bind(email).first()) !== null,
    sweep: async () => {
      const worker = await miniflare.getWorker();
      await worker.scheduled();
    },
    close: () => miniflare.dispose(),
  };
}

const isNew = (stateDirectory: string | undefined): boolean =>
  stateDirectory === undefined || !existsSync(join(stateDirectory, WORKER_STATE));

function webhookOf(port: number, secrets: LocalSecrets): Product["webhook"] {
  return {
    url: `http://localhost:${String(port)}/webhooks/tickets/${CONNECTION}`,
    username: "changegear",
    password: secrets.webhookPassword,
  };
}

function standInPeople({ people }: Organisation) {
  return people.map((person) => ({
    externalId: person.externalId,
    name: person.displayName,
    email: person.email,
    userName: person.userName,
    department: person.department,
    location: person.office.city,
  }));
}

/** The same at each start: an admin has typed it into the settings. */
const lastingSecret = ({ rootSecret }: LocalSecrets): string =>
  createHash("sha256").update(`company sign-in\0${rootSecret}`).digest("base64url");

interface WorkerStart {
  readonly port: number;
  readonly stateDirectory?: string;
  readonly variables: Record<string, unknown>;
  readonly onLog?: (line: string) => void;
  readonly bundle?: string;
  readonly outbound?: InstanceOptions["outbound"];
}

async function startWorker({
  port,
  stateDirectory,
  variables,
  onLog,
  outbound,
  bundle = LOCAL_BUNDLE,
}: WorkerStart): Promise<Miniflare> {
  const { bindings, ...rest } = await workerOptions();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port,
      cf: false,
      ...(onLog === undefined ? {} : { handleStructuredLogs: ({ message }: { message: string }) => onLog(message) }),
      ...(stateDirectory === undefined ? {} : { resourcePersistencePath: join(stateDirectory, WORKER_STATE) }),
      workers: [
        {
          ...rest,
          name: "imper-edge",
          rootPath: ROOT,
          ...(outbound === undefined ? {} : { outboundService: outbound }),
          bindings: { ...bindings, ...variables },
          modules: [{ type: "ESModule", path: "index.js", contents: await readFile(bundle, "utf8") }],
        },
      ],
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  );
  await miniflare.ready;
  return miniflare;
}

/** A link as an admin's request would make it. */
export async function signInLink(
  db: SeedDatabase,
  { url, email, now, rootSecret }: { url: string; email: string; now: number; rootSecret: string },
): Promise<string> {
  const keyring = createKeyring(rootSecret, {});
  const token = randomBytes(32).toString("base64url");
  const agent = (await db.prepare("SELECT id FROM agents WHERE email = ?").bind(email).first()) as { id: string };
  const row = {
    token_hash: keyring.rows.nameOf("sign_in_links", token),
    agent_id: agent.id,
    issued_by: "installer",
    created_at: now,
    expires_at: now + LINK_LIFETIME_MS,
  };
  await db.batch([...attestedRowsInto(db, keyring, { table: "sign_in_links", rows: [row] })]);
  return `${url}/sign-in#${token}`;
}

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORT_TRIES; tries += 1) {
    const port = randomInt(LOWEST_PORT, FIRST_EPHEMERAL_PORT);
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error("no port is free");
}

async function isFree(port: number): Promise<boolean> {
  const { createServer } = await import("node:net");
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
