/**
 * What a deployment uses on Cloudflare, looked up by name and made where it is missing. The region
 * can only be said when something is made, so what is there in another one is refused.
 */
import { z } from "zod";
import type { Region } from "../../workers/core/kit/region.ts";
import { Refusal } from "../local/cli.ts";
import { CallFailure, type CloudflareApi } from "./cloudflare-api.ts";

/** `region` undefined: anywhere. */
interface Wanted {
  readonly name: string;
  readonly region: Region | undefined;
}

const region = z.string().nullish();
const database = z.object({
  uuid: z.string(),
  name: z.string(),
  jurisdiction: region,
  num_tables: z.number().nullish(),
});
const queue = z.object({ queue_name: z.string(), jurisdiction: region });
const secrets = z.array(z.object({ name: z.string() }));

/** A new database may count tables of Cloudflare's own; one of ours has many. */
const TABLES_OF_A_NEW_DATABASE = 3;
/** "This Worker does not exist", by two names. */
const NO_WORKER = [10_007, 10_090];

interface Found {
  /** Null: none was named. Undefined: Cloudflare does not say. */
  readonly jurisdiction?: string | null | undefined;
}

interface Kind<Thing extends Found> extends Wanted {
  readonly what: string;
  readonly find: () => Promise<Thing | undefined>;
  readonly make: () => Promise<Thing>;
  readonly print: (line: string) => void;
}

/** A call that made something may still have failed on its way back: it is looked for before it is made again. */
async function ensure<Thing extends Found>(kind: Kind<Thing>): Promise<Thing> {
  const there = await kind.find();
  if (there !== undefined) {
    requireRegion(kind, there);
    kind.print(`${kind.what} ${kind.name} is there`);
    return there;
  }
  try {
    return await made(kind);
  } catch (failure) {
    if (!(failure instanceof CallFailure) || (failure.status ?? 500) < 500) {
      throw failure;
    }
    return (await kind.find()) ?? made(kind);
  }
}

async function made<Thing extends Found>(kind: Kind<Thing>): Promise<Thing> {
  const thing = await kind.make();
  kind.print(`${kind.what} ${kind.name} made${kind.region === undefined ? "" : ` in ${kind.region}`}`);
  return thing;
}

function requireRegion<Thing extends Found>(kind: Kind<Thing>, { jurisdiction: actual }: Thing): void {
  const { what, name, region: wanted, print } = kind;
  if (actual === undefined) {
    if (wanted !== undefined) {
      print(`Cloudflare does not say in which region ${name} is: look in the dashboard whether it is ${wanted}`);
    }
    return;
  }
  if (actual !== (wanted ?? null)) {
    throw new Refusal(
      `${what} ${name} is there already, ${placeOf(actual)}, and ${placeOf(wanted)} was asked for. A region cannot be changed afterwards.\n  Next: run the command with --region ${actual ?? "none"}, or delete ${name} in the dashboard if it holds nothing of value.`,
    );
  }
}

const placeOf = (name: string | null | undefined): string => (name == null ? "in no region" : `in the region ${name}`);

export interface ReadyDatabase {
  readonly id: string;
  readonly isEmpty: boolean;
}

type Print = (line: string) => void;

export async function ensureDatabase(api: CloudflareApi, wanted: Wanted, print: Print): Promise<ReadyDatabase> {
  const { name, region: where } = wanted;
  const ready = await ensure({
    ...wanted,
    what: "Database",
    print,
    find: async () => {
      const query = new URLSearchParams({ name, per_page: "100" });
      // The filter finds parts of names, too.
      const listed = (await api.list(`/d1/database?${query.toString()}`, database)).find((one) => one.name === name);
      return listed === undefined
        ? undefined
        : api.call({ method: "GET", path: `/d1/database/${listed.uuid}`, result: database, planned: listed });
    },
    make: () =>
      api.call({
        method: "POST",
        path: "/d1/database",
        body: { name, ...(where === undefined ? {} : { jurisdiction: where }) },
        result: database,
        planned: { uuid: "the-id-that-Cloudflare-gives-it", name },
      }),
  });
  return { id: ready.uuid, isEmpty: (ready.num_tables ?? 0) <= TABLES_OF_A_NEW_DATABASE };
}

export async function ensureQueues(
  api: CloudflareApi,
  { names, region }: { readonly names: readonly string[] } & Pick<Wanted, "region">,
  print: Print,
): Promise<void> {
  for (const name of names) {
    await ensureQueue(api, { name, region }, print);
  }
}

async function ensureQueue(api: CloudflareApi, wanted: Wanted, print: Print): Promise<void> {
  const { name, region: where } = wanted;
  await ensure({
    ...wanted,
    what: "Queue",
    print,
    find: async () => {
      const query = new URLSearchParams({ name });
      return (await api.list(`/queues?${query.toString()}`, queue)).find((one) => one.queue_name === name);
    },
    make: () =>
      api.call({
        method: "POST",
        path: "/queues",
        body: { queue_name: name, ...(where === undefined ? {} : { jurisdiction: where }) },
        result: queue,
        planned: { queue_name: name },
      }),
  });
}

/** Names of the Worker's secrets; undefined when there is no Worker yet. */
export async function secretNames(api: CloudflareApi, worker: string): Promise<readonly string[] | undefined> {
  try {
    const found = await api.call({
      method: "GET",
      path: `/workers/scripts/${worker}/secrets`,
      result: secrets.optional(),
      planned: undefined,
    });
    return found?.map(({ name }) => name);
  } catch (failure) {
    if (failure instanceof CallFailure && failure.codes.some((code) => NO_WORKER.includes(code))) {
      return undefined;
    }
    throw failure;
  }
}

/** The point in time to which the database can be brought back. */
export async function currentBookmark(api: CloudflareApi, databaseId: string): Promise<string> {
  const { bookmark } = await api.call({
    method: "GET",
    path: `/d1/database/${databaseId}/time_travel/bookmark`,
    result: z.object({ bookmark: z.string() }),
    planned: { bookmark: "the-bookmark" },
  });
  return bookmark;
}
