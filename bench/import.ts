/**
 * `npm run bench:import`: a file of many people, imported through the API as the browser does it, and the count of
 * Coverage that begins with its end.
 *   --people <n>  50000 unless set
 * Prints the seconds of each part, the runtime's processor time beside them (what else the machine does is not in it),
 * and its anonymous memory before, at most, and after. The file is made here; parsing it is the browser's work and not
 * measured. Nor is reading the memory after each part, which takes as long as a tenth of an import.
 */
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { DESK_BROWSER } from "../dev/demo/browsers.ts";
import { DEMO_AGENTS } from "../dev/demo/desk.ts";
import { startInstance } from "../dev/local/instance.ts";
import { Desk } from "../dev/walkthrough/client.ts";
import type { CoverageReply } from "../workers/contract/console/coverage.ts";
import { cpuSeconds, memory, runtimePid } from "./memory.ts";

const { values } = parseArgs({ options: { people: { type: "string", default: "50000" } } });
const people = Number(values.people);
const PER_CHUNK = 500;
const TEAM = 8;
const DEPARTMENTS = 40;
const CITIES = ["London", "Leeds", "Bristol", "Cardiff", "Glasgow", "York", "Bath", "Oxford", "Hull", "Derby"];
const COLUMNS = [
  "externalId",
  "email",
  "displayName",
  "title",
  "department",
  "officeCity",
  "officeCountry",
  "manager",
  "mobilePhone",
  "privateEmail",
  "startDate",
] as const;

const mail = (index: number): string => `person${String(index)}@halden.example`;
const rows = Array.from({ length: people }, (_, index) => ({
  row: index + 2,
  cells: {
    externalId: `B-${String(index)}`,
    email: mail(index),
    // Five digits in a row are no part of a name.
    displayName: `Person ${index.toString(36)}`,
    title: `Specialist ${String(index % 90)}`,
    department: `Department ${String(index % DEPARTMENTS)}`,
    officeCity: CITIES[index % CITIES.length] ?? "",
    officeCountry: "GB",
    manager: index === 0 ? "" : mail(Math.floor((index - 1) / TEAM)),
    mobilePhone: `+447400${String(100_000 + (index % 900_000))}`,
    privateEmail: `person${String(index)}@mailbox.example`,
    startDate: `20${String(10 + (index % 15))}-0${String(1 + (index % 9))}-01`,
  },
}));
const chunks = Math.ceil(people / PER_CHUNK);

/** Seconds. */
interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

const instance = await startInstance({
  port: 0,
  changeGearPort: 0,
  onLog: (line) => process.stderr.write(`${line}\n`),
});
try {
  // As a new desk begins: the first import is the baseline only where nobody is in the directory.
  const db = await instance.miniflare.getD1Database("DB");
  await db.batch(
    ["person_facts", "person_contacts", "person_accounts", "directory_values", "people"].map((table) =>
      db.prepare(`DELETE FROM ${table}`),
    ),
  );
  const desk = new Desk(instance.url);
  await desk.signIn(await instance.signInLink(DEMO_AGENTS.jonas.email));
  const pid = await runtimePid();
  const anonymousMb = async (): Promise<number> => (await memory(pid)).anonymousMb;
  const before = await anonymousMb();
  let most = before;
  /** Milliseconds. */
  let looking = 0;
  const look = async (): Promise<void> => {
    const startedAt = performance.now();
    most = Math.max(most, await anonymousMb());
    looking += performance.now() - startedAt;
  };

  const post = async <Reply>(path: string, body: unknown): Promise<Reply> => {
    const reply = await fetch(`${instance.url}/api/people/imports${path}`, {
      method: "POST",
      headers: {
        cookie: desk.cookie,
        origin: instance.url,
        "content-type": "application/json",
        "user-agent": DESK_BROWSER,
      },
      body: JSON.stringify(body),
    });
    const read: unknown = await reply.json();
    if (!reply.ok) throw new Error(`${path}: ${JSON.stringify(read)}`);
    await look();
    return read as Reply;
  };
  const rounded = (seconds: number): number => Number(seconds.toFixed(1));
  const seconds = async (work: () => Promise<void>): Promise<Spent> => {
    const usedBefore = await cpuSeconds(pid);
    const [startedAt, lookedBefore] = [performance.now(), looking];
    await work();
    const lookedFor = looking - lookedBefore;
    return {
      wall: rounded((performance.now() - startedAt - lookedFor) / 1_000),
      cpu: rounded((await cpuSeconds(pid)) - usedBefore),
    };
  };
  const sumOf = (parts: readonly Spent[]): Spent => ({
    wall: rounded(parts.reduce((sum, { wall }) => sum + wall, 0)),
    cpu: rounded(parts.reduce((sum, { cpu }) => sum + cpu, 0)),
  });

  const importAll = async (name: string): Promise<object> => {
    const id = `imp_${crypto.randomUUID().replaceAll("-", "")}`;
    const columns = [...COLUMNS];
    await post("", {
      id,
      fileName: `${name}.csv`,
      fileHash: "0".repeat(64),
      rows: people,
      columns,
      places: columns.map((_, place) => place),
      typed: [],
      complete: false,
    });
    const send = (phase: "comparing" | "writing") =>
      seconds(async () => {
        for (let number = 0; number < chunks; number += 1) {
          const part = rows.slice(number * PER_CHUNK, (number + 1) * PER_CHUNK);
          await post(`/${id}/chunks`, { number, phase, rows: part });
        }
      });
    const compared = await send("comparing");
    await post(`/${id}/write`, { confirmed: [], baseline: false });
    const written = await send("writing");
    const finished = await seconds(async () => {
      let state = "";
      while (state !== "done") ({ state } = await post<{ state: string }>(`/${id}/finish`, {}));
    });
    return { compared, written, finished, all: sumOf([compared, written, finished]) };
  };

  /** Reads as seldom as a page would. */
  const READ_EVERY_MS = 3_000;
  const coverage = async (): Promise<CoverageReply> => {
    const reply = await fetch(`${instance.url}/api/coverage`, {
      headers: { cookie: desk.cookie, "user-agent": DESK_BROWSER },
    });
    await look();
    return (await reply.json()) as CoverageReply;
  };
  const count = async (): Promise<object> => {
    const spent = await seconds(async () => {
      // The minute's, which wakes the count that the import's end began.
      await instance.sweep();
      while ((await coverage()).running !== undefined) await delay(READ_EVERY_MS);
    });
    const { done } = await coverage();
    return { ...spent, people: done?.people, inside: ((done?.endedAt ?? 0) - (done?.startedAt ?? 0)) / 1_000 };
  };

  const first = await importAll("first");
  const afterImport = most;
  const counted = await count();
  const afterCount = most;
  const again = await importAll("again");
  process.stdout.write(
    `${JSON.stringify({ people, first, counted, again, before, afterImport, afterCount, most, after: await anonymousMb(), looking: rounded(looking / 1_000) })}
`,
  );
} finally {
  await instance.close();
}
