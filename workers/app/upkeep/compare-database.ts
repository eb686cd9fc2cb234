/** Once a day: whether somebody put triggers, tables or indexes into the database. Its mark is its row in the audit log. */
import type { Deps } from "../deps.ts";
import { retentionSlot } from "./retention.ts";

const AUDIT_WORDS = 2_000;

/** Refuses nothing. Health compares anew each time it is opened. */
export async function compareDatabase({
  clock,
  log,
  databaseShape,
}: Pick<Deps, "clock" | "log" | "databaseShape">): Promise<void> {
  const slot = retentionSlot(clock());
  if (await databaseShape.compared(slot)) {
    return;
  }
  const found = await databaseShape.deviations();
  if (found.length > 0) {
    log.event("database.changed", { found: found.length });
  }
  await databaseShape.mark(slot, {
    actor: "job:database",
    action: found.length === 0 ? "database.compared" : "database.changed",
    subject: "database",
    details: found.length === 0 ? {} : { found: found.join(", ").slice(0, AUDIT_WORDS) },
  });
}
