/** What the deployment's variables said, a row for each time that it was something else. */
import { desc, eq, and, gte, ne } from "drizzle-orm";
import { z } from "zod";
import type { SeenDeployment, SeenDeployments } from "../../app/ports/seen-deployments.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { insertAttested, isAttested } from "./attested.ts";
import { auditStatement } from "./audit.ts";
import type { Database } from "./database.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { settingsDeployments } from "./schema-settings.ts";

type DeploymentRow = typeof settingsDeployments.$inferSelect;

/** Rows that SQL wrote above the newest one are read past, so many at most. */
const READ_PAST = 1_000;

export function seenDeployments(database: Database, keyring: Keyring): SeenDeployments {
  const db = database.$client;
  const isOurs = (row: DeploymentRow): boolean => isAttested(keyring.rows, settingsDeployments, row);
  const newestFirst = desc(settingsDeployments.number);
  const from = () => database.select().from(settingsDeployments);
  const first = async (found: Promise<readonly DeploymentRow[]>): Promise<SeenDeployment | undefined> => {
    const row = (await found).find(isOurs);
    return row && seenOf(row);
  };
  return {
    newest: () => first(from().orderBy(newestFirst).limit(READ_PAST)),
    byNumber: (number) => first(from().where(eq(settingsDeployments.number, number))),
    weakened: (since) =>
      first(
        from()
          .where(and(ne(settingsDeployments.weakens, "[]"), gte(settingsDeployments.at, since)))
          .orderBy(newestFirst)
          .limit(READ_PAST),
      ),
    async add(seen, mails, audit) {
      const rows = await from().orderBy(newestFirst).limit(READ_PAST);
      const place = rows.findIndex(isOurs);
      const number = 1 + (rows[place]?.number ?? 0);
      const row = {
        number,
        at: seen.at,
        document: JSON.stringify(seen.document),
        weakens: JSON.stringify(seen.weakens),
      };
      await db.batch([
        // What does not count stands in nobody's way: all of it lies above the newest of ours.
        ...(place === 0 || rows.length === 0
          ? []
          : [db.prepare("DELETE FROM settings_deployments WHERE number >= ?").bind(number)]),
        insertAttested(db, keyring.rows, { table: "settings_deployments", row }),
        ...insertDeskMails({ db, macs: keyring.rows }, mails(String(number))),
        ...(audit === undefined ? [] : [auditStatement(db, { ...audit, key: `deployment:${String(number)}` })]),
      ]);
    },
  };
}

function seenOf({ number, at, document, weakens }: DeploymentRow): SeenDeployment {
  return {
    number,
    at,
    document: z.record(z.string(), z.unknown()).parse(JSON.parse(document)),
    weakens: z.array(z.string()).parse(JSON.parse(weakens)),
  };
}
