/** What the deployment's variables said, a row for each time that it was something else, and for each decision. */
import { and, desc, eq, gte, ne, or, isNull } from "drizzle-orm";
import { z } from "zod";
import type { DeploymentState, SeenDeployment, SeenDeployments } from "../../app/ports/seen-deployments.ts";
import { defined } from "../../core/kit/defined.ts";
import { agentId } from "../../core/kit/ids.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { isSecret } from "../../core/settings/section.ts";
import { SECTION_IDS, sectionOf } from "../../core/settings/registry.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { insertAttested, isAttested } from "./attested.ts";
import { auditStatement } from "./audit.ts";
import { unlessTaken, type Database } from "./database.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { settingsDeployments } from "./schema-settings.ts";

type DeploymentRow = typeof settingsDeployments.$inferSelect;

/** Rows that SQL wrote above the newest one are read past, so many at most. */
const READ_PAST = 1_000;
/** What served before, with its secrets: as long as it is shown, and then no longer. */
const KEPT_MS = 30 * DAY_MS;

const SECRETS: ReadonlySet<string> = new Set(
  SECTION_IDS.flatMap((id) => Object.entries(sectionOf(id).fields)).flatMap(([key, schema]) =>
    isSecret(schema) ? [key] : [],
  ),
);
const STATES: readonly DeploymentState[] = ["serves", "waits", "refused"];
const values = z.record(z.string(), z.unknown());

export function seenDeployments(database: Database, keyring: Keyring): SeenDeployments {
  const db = database.$client;
  const isOurs = (row: DeploymentRow): boolean => isAttested(keyring.rows, settingsDeployments, row);
  const newestFirst = desc(settingsDeployments.number);
  const from = () => database.select().from(settingsDeployments);
  return {
    async newest() {
      const ours = (await from().orderBy(newestFirst).limit(READ_PAST)).filter(isOurs);
      const place = ours.findIndex(({ state }) => state === "serves");
      const [serves, since] = await Promise.all(
        [ours[place], place === 0 ? undefined : ours[0]].map(async (row) => row && seenOf(keyring, row)),
      );
      return { number: ours[0]?.number ?? 0, ...defined({ serves, since }) };
    },
    async byNumber(number) {
      const row = (await from().where(eq(settingsDeployments.number, number))).find(isOurs);
      return row && seenOf(keyring, row);
    },
    async weakened(since) {
      const serves = or(isNull(settingsDeployments.state), eq(settingsDeployments.state, "serves"));
      const rows = await from()
        .where(and(ne(settingsDeployments.weakens, "[]"), gte(settingsDeployments.at, since), serves))
        .orderBy(newestFirst)
        .limit(READ_PAST);
      const row = rows.find(isOurs);
      return row && { at: row.at, weakens: linesIn(row) };
    },
    async add({ after, at, state, weakens, decidedBy, values: said }, mails, audit) {
      const rows = await from().orderBy(newestFirst).limit(READ_PAST);
      const place = rows.findIndex(isOurs);
      const newest = rows[place]?.number ?? 0;
      if (newest !== after) {
        return undefined;
      }
      const number = newest + 1;
      const entries = Object.entries(said);
      const secrets = entries.filter(([key]) => SECRETS.has(key));
      const row = {
        number,
        at,
        state,
        document: JSON.stringify(Object.fromEntries(entries.filter(([key]) => !SECRETS.has(key)))),
        weakens: JSON.stringify(weakens),
        secrets_sealed:
          secrets.length === 0
            ? undefined
            : await keyring.settings.seal(JSON.stringify(Object.fromEntries(secrets)), placeOf(number)),
        decided_by: decidedBy,
      };
      // What does not count stands in nobody's way: all of it lies above the newest of ours.
      const isStray = place !== 0 && rows.length > 0;
      const [strays, old] = [
        db.prepare("DELETE FROM settings_deployments WHERE number >= ?").bind(number),
        db.prepare("DELETE FROM settings_deployments WHERE number < ? AND at < ?").bind(number, at - KEPT_MS),
      ];
      const write = () =>
        db.batch([
          ...(isStray ? [strays] : []),
          insertAttested(db, keyring.rows, { table: "settings_deployments", row }),
          ...(state === "serves" ? [old] : []),
          ...insertDeskMails({ db, macs: keyring.rows }, mails(String(number))),
          ...(audit === undefined ? [] : [auditStatement(db, { ...audit, key: `deployment:${String(number)}` })]),
        ]);
      return (await unlessTaken(write, "settings_deployments")) ? number : undefined;
    },
  };
}

const placeOf = (number: number): string => `settings_deployments/${String(number)}`;

const linesIn = ({ weakens }: DeploymentRow): readonly string[] => z.array(z.string()).parse(JSON.parse(weakens));

/** Undefined of a row from before, which kept no values, and where its secrets cannot be opened: their key is gone. */
async function seenOf(keyring: Keyring, row: DeploymentRow): Promise<SeenDeployment | undefined> {
  const state = STATES.find((one) => one === row.state);
  const { number, at, secretsSealed } = row;
  const secrets = secretsSealed === null ? "{}" : await keyring.settings.open(secretsSealed, placeOf(number));
  const { data: decidedBy } = agentId.safeParse(row.decidedBy);
  return state === undefined || secrets === undefined
    ? undefined
    : {
        number,
        at,
        state,
        values: { ...values.parse(JSON.parse(row.document)), ...values.parse(JSON.parse(secrets)) },
        weakens: linesIn(row),
        ...defined({ decidedBy }),
      };
}
