/** Versions of settings that only SQL can have written: read past, told of, and out of the way of every change. */
import { and, desc, eq, lt } from "drizzle-orm";
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { NewDeskMail } from "../../app/ports/desk-mails.ts";
import type { NewSettingsVersion, SpoiledVersion } from "../../app/ports/settings.ts";
import { isSectionId, type SectionId } from "../../core/settings/registry.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { isAttested } from "./attested.ts";
import { auditId, auditWhere } from "./audit.ts";
import type { Database } from "./database.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { settingsVersions } from "./schema-settings.ts";

/** They are read past, so many in all. */
const PAGE = 50;
const PAGES = 20;

export type VersionRow = typeof settingsVersions.$inferSelect;

export interface WantedVersions {
  readonly section: SectionId;
  readonly limit: number;
  /** Only those before this one. */
  readonly before?: number | undefined;
}

/** Newest first. What SQL puts on top hides none of them. */
export async function newestIntact(
  database: Database,
  keyring: Keyring,
  { section, limit, before }: WantedVersions,
): Promise<readonly VersionRow[]> {
  const { section: of, version } = settingsVersions;
  const found: VersionRow[] = [];
  for (let page = 0; page < PAGES && found.length < limit; page += 1) {
    const rows = await database
      .select()
      .from(settingsVersions)
      .where(and(eq(of, section), before === undefined ? undefined : lt(version, before)))
      .orderBy(desc(version))
      .limit(PAGE)
      .offset(page * PAGE);
    found.push(...rows.filter((row) => isAttested(keyring.rows, settingsVersions, row)));
    if (rows.length < PAGE) {
      break;
    }
  }
  return found.slice(0, limit);
}

/** The number of the newest change, and the rows above it, which only SQL can have written. */
export async function newestHead(
  database: Database,
  keyring: Keyring,
): Promise<{ readonly newest: number; readonly above: readonly VersionRow[] }> {
  const above: VersionRow[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const rows = await database
      .select()
      .from(settingsVersions)
      .orderBy(desc(settingsVersions.head))
      .limit(PAGE)
      .offset(page * PAGE);
    const place = rows.findIndex((row) => isSectionId(row.section) && isAttested(keyring.rows, settingsVersions, row));
    above.push(...rows.slice(0, place === -1 ? PAGE : place));
    if (place !== -1 || rows.length < PAGE) {
      return { newest: rows[place]?.head ?? 0, above };
    }
  }
  return { newest: 0, above };
}

export async function tellOfSpoiled(
  db: D1Database,
  { rows: macs }: Keyring,
  {
    spoiled: { version },
    audit,
    mails,
  }: { readonly spoiled: SpoiledVersion; readonly audit: AuditEntry; readonly mails: readonly NewDeskMail[] },
): Promise<boolean> {
  const { actor, action, subject, at } = audit;
  const key = `${subject}:${String(version)}:spoiled`;
  const [told] = await db.batch([
    auditWhere(
      db,
      { ...audit, key },
      {
        sql: "NOT EXISTS (SELECT 1 FROM audit WHERE actor = ? AND action = ? AND subject = ? AND details = ?)",
        values: [actor, action, subject, JSON.stringify(audit.details)],
      },
    ),
    ...insertDeskMails({ db, macs }, mails, {
      sql: "EXISTS (SELECT 1 FROM audit WHERE id = ?)",
      values: [auditId(at, key)],
    }),
  ]);
  return told?.meta.changes === 1;
}

/** A row that does not count stands in nobody's way. */
export async function strayAt(
  database: Database,
  keyring: Keyring,
  { section, version }: NewSettingsVersion,
): Promise<readonly VersionRow[]> {
  const rows = await database
    .select()
    .from(settingsVersions)
    .where(and(eq(settingsVersions.section, section), eq(settingsVersions.version, version)));
  return rows.filter((row) => !isAttested(keyring.rows, settingsVersions, row));
}
