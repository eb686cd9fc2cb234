/**
 * `wrangler.local.toml`: the tracked `wrangler.toml` with what belongs to one deployment. It is
 * written anew by every set-up and update, so that the tracked file is never edited; what a person
 * adds under `[vars]` is kept.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "smol-toml";
import { z } from "zod";
import { REGIONS, type Region } from "../../workers/core/kit/region.ts";
import { Refusal, ROOT } from "../local/cli.ts";

export const TRACKED_CONFIG = join(ROOT, "wrangler.toml");
export const LOCAL_CONFIG = join(ROOT, "wrangler.local.toml");

const HEADER = `# Written by \`npm run setup\` and \`npm run update\` from wrangler.toml; git does not know it.
# What is added under [vars] stays. Everything else is written anew.
`;

export interface Deployment {
  readonly accountId: string;
  readonly databaseId: string;
  readonly region: Region | undefined;
  readonly consoleOrigin: string;
  readonly portalOrigin: string;
  /** Undefined: an admin says it under Settings, where what the deployment says is read-only. */
  readonly brand: string | undefined;
  readonly organisation: string | undefined;
}

const vars = z.looseObject({
  CONSOLE_ORIGIN: z.string(),
  PORTAL_ORIGIN: z.string(),
  BRAND_NAME: z.string().optional(),
  ORGANISATION_NAME: z.string().optional(),
  JURISDICTION: z.enum(REGIONS).optional(),
});
const written = z.object({
  account_id: z.string(),
  d1_databases: z.tuple([z.object({ database_id: z.string() })]),
  vars,
});
const tracked = z.looseObject({
  name: z.string(),
  d1_databases: z.tuple([z.looseObject({ database_name: z.string() })]),
  queues: z.object({ producers: z.array(z.object({ queue: z.string() })) }),
});

/** What the tracked configuration asks for, by name. */
export function resourcesOf(trackedToml: string): { worker: string; database: string; queues: readonly string[] } {
  const {
    name,
    d1_databases: [database],
    queues,
  } = tracked.parse(parse(trackedToml));
  return { worker: name, database: database.database_name, queues: queues.producers.map(({ queue }) => queue) };
}

export function localConfig(trackedToml: string, deployment: Deployment, before?: string): string {
  const base = parse(trackedToml);
  const {
    d1_databases: [database],
  } = tracked.parse(base);
  const {
    JURISDICTION: _region,
    BRAND_NAME: _brand,
    ORGANISATION_NAME: _name,
    ...kept
  } = before === undefined ? {} : varsOf(before);
  const table = {
    ...base,
    account_id: deployment.accountId,
    routes: [deployment.consoleOrigin, deployment.portalOrigin].map((origin) => ({
      pattern: new URL(origin).host,
      custom_domain: true,
    })),
    d1_databases: [{ ...database, database_id: deployment.databaseId }],
    vars: {
      ...kept,
      CONSOLE_ORIGIN: deployment.consoleOrigin,
      PORTAL_ORIGIN: deployment.portalOrigin,
      ...said({
        BRAND_NAME: deployment.brand,
        ORGANISATION_NAME: deployment.organisation,
        JURISDICTION: deployment.region,
      }),
    },
  };
  return `${HEADER}\n${stringify(table)}`;
}

const said = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));

function varsOf(toml: string): Readonly<Record<string, unknown>> {
  return z.object({ vars: z.record(z.string(), z.unknown()).default({}) }).parse(parse(toml)).vars;
}

/** What an earlier set-up wrote; undefined where there was none. */
export function readDeployment(path: string): Deployment | undefined {
  if (!existsSync(path)) {
    return undefined;
  }
  const read = written.safeParse(parse(readFileSync(path, "utf8")));
  if (!read.success) {
    throw new Refusal(
      `${path} is not as \`npm run setup\` writes it:\n${z.prettifyError(read.error)}\n  Next: put that right, or move the file away and run \`npm run setup\` again.`,
    );
  }
  const {
    account_id: accountId,
    d1_databases: [database],
    vars: values,
  } = read.data;
  return {
    accountId,
    databaseId: database.database_id,
    region: values.JURISDICTION,
    consoleOrigin: values.CONSOLE_ORIGIN,
    portalOrigin: values.PORTAL_ORIGIN,
    brand: values.BRAND_NAME,
    organisation: values.ORGANISATION_NAME,
  };
}

/** The configuration that this checkout deploys with. */
export const deployedConfig = (): string => (existsSync(LOCAL_CONFIG) ? LOCAL_CONFIG : TRACKED_CONFIG);

export function consoleOriginIn(path: string): string {
  const origin = existsSync(path) ? varsOf(readFileSync(path, "utf8"))["CONSOLE_ORIGIN"] : undefined;
  if (typeof origin !== "string") {
    throw new Refusal(`CONSOLE_ORIGIN is not in ${path}: \`npm run setup\` makes a deployment and writes it.`);
  }
  return origin;
}
