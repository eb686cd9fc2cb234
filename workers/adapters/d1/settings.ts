import { and, desc, eq, inArray, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { NewDeskMail } from "../../app/ports/desk-mails.ts";
import {
  type LoadedSettings,
  type NewSettingsVersion,
  type ProposalEnd,
  type SettingsProposal,
  type SettingsStore,
  type SettingsValues,
  type SettingsVersion,
  VERSIONS_READ,
} from "../../app/ports/settings.ts";
import { agentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { isSectionId, SECTION_IDS, type SectionId } from "../../core/settings/registry.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { insertAttested, isAttested } from "./attested.ts";
import { auditStatement, type Condition } from "./audit.ts";
import { present, type Database } from "./database.ts";
import { settingsProposals, settingsVersions } from "./schema-settings.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { endSetUp, setUpOpenedAt } from "./set-up.ts";
import {
  newestHead,
  newestIntact,
  strayAt,
  tellOfSpoiled,
  type VersionRow,
  type WantedVersions,
} from "./spoiled-settings.ts";

const REMOVED_WORDS = 500;
/** Two changes of different sections at once take the same number; one of them takes the next. */
const NUMBER_TRIES = 5;

const valuesShape = z.record(z.string(), z.unknown());
const secretsSetShape = z.record(z.string(), z.object({ at: z.number(), by: z.string() }));

interface ProposalEnded {
  readonly as: ProposalEnd;
  readonly by: string;
  readonly at: EpochMs;
  readonly mails: readonly NewDeskMail[];
}

export function settingsStore(database: Database, keyring: Keyring): SettingsStore {
  return {
    head: () => headOf(database.$client),
    load: (depth = VERSIONS_READ) => load(database, keyring, depth),
    history: (section, limit, before) => history(database, keyring, { section, limit, before }),
    tellOfSpoiled: (spoiled, audit, mails) => tellOfSpoiled(database.$client, keyring, { spoiled, audit, mails }),
    add: (version, audit) => add(database, keyring, { version, audit }),
    propose: (proposal, mails, audit) => propose(database, keyring, { proposal, mails, audit }),
    proposal: (id) => proposalById(database, keyring, id),
    waiting: (dueBy) => waiting(database, keyring, dueBy),
    setUpOpenedAt: () => setUpOpenedAt(database, keyring.rows),
    endSetUp: () => endSetUp(database),
    end: (proposal, ended, audit) => endProposal(database.$client, keyring, { proposal, ended, audit }),
  };
}

/** Each change and each deployment makes it another one. What SQL numbers so high is no deployment of ours, and nothing is counted on to it. */
const HEAD =
  "COALESCE((SELECT MAX(head) FROM settings_versions), 0) + COALESCE((SELECT MAX(number) FROM settings_deployments WHERE number < 1000000000), 0)";

/** As part of another query. A row of SQL's is above the newest change until the next one, which removes it. */
export const settingsHead = sql<number>`(SELECT ${sql.raw(HEAD)})`;

async function headOf(db: D1Database): Promise<number> {
  return (await db.prepare(`SELECT ${HEAD} AS head`).first<number>("head")) ?? 0;
}

async function load(database: Database, keyring: Keyring, depth: number): Promise<LoadedSettings> {
  // Before the rows: what is written in between is found by whoever asks next.
  const head = await headOf(database.$client);
  const place = sql`ROW_NUMBER() OVER (PARTITION BY section ORDER BY version DESC)`;
  const newest = sql`SELECT section, version FROM (SELECT section, version, ${place} AS place FROM settings_versions) WHERE place <= ${depth}`;
  const rows = await database
    .select()
    .from(settingsVersions)
    .where(sql`(section, version) IN (${newest})`)
    .orderBy(settingsVersions.section, desc(settingsVersions.version));
  const known = rows.filter(({ section }) => isSectionId(section));
  const intact = known.filter((row) => isAttested(keyring.rows, settingsVersions, row));
  const refused = known
    .filter((row) => !intact.includes(row))
    .map(({ section, version }) => ({ section: section as SectionId, version }));
  const read = await Promise.all(
    SECTION_IDS.map(async (id) =>
      refused.some(({ section }) => section === id)
        ? newestIntact(database, keyring, { section: id, limit: depth })
        : intact.filter(({ section }) => section === id),
    ),
  );
  const versions = await Promise.all(read.flat().map((row) => versionOf(keyring, row)));
  return {
    head,
    versions: versions.flatMap((version) => version ?? []),
    depth,
    more: SECTION_IDS.filter((_, place) => (read[place]?.length ?? 0) >= depth),
    refused,
  };
}

async function history(
  database: Database,
  keyring: Keyring,
  wanted: WantedVersions,
): Promise<readonly SettingsVersion[]> {
  const intact = await newestIntact(database, keyring, wanted);
  return (await Promise.all(intact.map((row) => versionOf(keyring, row)))).flatMap((version) => version ?? []);
}

async function add(
  database: Database,
  keyring: Keyring,
  { version, audit }: { readonly version: NewSettingsVersion; readonly audit: AuditEntry },
): Promise<boolean> {
  const db = database.$client;
  const { section, version: number } = version;
  const secrets = Object.keys(version.secrets).length === 0 ? undefined : JSON.stringify(version.secrets);
  const secretsSealed = secrets === undefined ? undefined : await keyring.settings.seal(secrets, placeOf(version));
  for (let tries = 0; tries < NUMBER_TRIES; tries += 1) {
    const { newest: last, above } = await newestHead(database, keyring);
    const head = last + 1;
    const strays = [...above, ...(await strayAt(database, keyring, version))];
    const spoiled = [...new Set(strays.map((row) => `${row.section}/${String(row.version)}`))].join(", ");
    const row = {
      section,
      version: number,
      head,
      document: JSON.stringify(version.document),
      secrets_sealed: secretsSealed,
      secrets_set: JSON.stringify(version.secretsSet),
      at: version.at,
      agent_id: version.agentId,
      agent_name: version.agentName,
      reason: version.reason,
      changes: JSON.stringify(version.changes),
    };
    try {
      await db.batch([
        ...strays.map((stray) =>
          db
            .prepare("DELETE FROM settings_versions WHERE section = ? AND version = ? AND mac IS ?")
            .bind(stray.section, stray.version, stray.mac),
        ),
        insertAttested(db, keyring.rows, { table: "settings_versions", row }),
        auditStatement(db, {
          ...audit,
          details: { ...audit.details, ...(spoiled === "" ? {} : { removed: spoiled.slice(0, REMOVED_WORDS) }) },
          key: `settings:${section}:${String(number)}`,
        }),
      ]);
      return true;
    } catch (error) {
      if (!isTaken(error)) {
        throw error;
      }
      const [newest] = await newestIntact(database, keyring, { section, limit: 1 });
      if (newest !== undefined && newest.version >= number) {
        return false;
      }
    }
  }
  return false;
}

const placeOf = ({ section, version }: { readonly section: string; readonly version: number }): string =>
  `settings/${section}/${String(version)}`;

/** Undefined when its secrets cannot be opened: their key is gone. */
async function versionOf(keyring: Keyring, row: VersionRow): Promise<SettingsVersion | undefined> {
  const secrets = row.secretsSealed === null ? "{}" : await keyring.settings.open(row.secretsSealed, placeOf(row));
  if (secrets === undefined || !isSectionId(row.section)) {
    return undefined;
  }
  const values = (text: string): SettingsValues => valuesShape.parse(JSON.parse(text));
  return {
    section: row.section,
    version: row.version,
    head: row.head,
    document: values(row.document),
    secrets: values(secrets),
    secretsSet: secretsSetShape.parse(JSON.parse(row.secretsSet)),
    at: row.at,
    agentId: agentId.parse(row.agentId),
    agentName: row.agentName,
    ...present("reason", row.reason),
    changes: z.array(z.string()).parse(JSON.parse(row.changes)),
  };
}

async function propose(
  database: Database,
  keyring: Keyring,
  {
    proposal,
    mails,
    audit,
  }: { readonly proposal: SettingsProposal; readonly mails: readonly NewDeskMail[]; readonly audit: AuditEntry },
): Promise<boolean> {
  const db = database.$client;
  const { id, section } = proposal;
  const row = { ...(await proposalRow(keyring, proposal)), status: "waiting" };
  const strays = (await waitingRows(database, [section])).filter(
    (one) => !isAttested(keyring.rows, settingsProposals, one),
  );
  try {
    await db.batch([
      // A row that does not count stands in nobody's way.
      ...strays.map((one) =>
        db.prepare("DELETE FROM settings_proposals WHERE id = ? AND mac IS ?").bind(one.id, one.mac),
      ),
      insertAttested(db, keyring.rows, { table: "settings_proposals", row }),
      ...insertDeskMails({ db, macs: keyring.rows }, mails),
      auditStatement(db, { ...audit, key: `proposal:${id}` }),
    ]);
    return true;
  } catch (error) {
    if (isTaken(error)) {
      return false;
    }
    throw error;
  }
}

const isTaken = (error: unknown): boolean => String(error).includes("UNIQUE constraint failed");

const proposalPlace = (id: string): string => `settings_proposals/${id}`;

async function proposalRow(keyring: Keyring, proposal: SettingsProposal) {
  const secrets = Object.keys(proposal.secrets).length === 0 ? undefined : JSON.stringify(proposal.secrets);
  return {
    id: proposal.id,
    section: proposal.section,
    base_version: proposal.baseVersion,
    document: JSON.stringify(proposal.document),
    secrets_sealed:
      secrets === undefined ? undefined : await keyring.settings.seal(secrets, proposalPlace(proposal.id)),
    secrets_set: JSON.stringify(proposal.secretsSet),
    changes: JSON.stringify(proposal.changes),
    weakens: JSON.stringify(proposal.weakens),
    at: proposal.at,
    agent_id: proposal.agentId,
    agent_name: proposal.agentName,
    reason: proposal.reason,
    applies_at: proposal.appliesAt,
  };
}

/** One of each of these sections at most: rows of others, which only SQL can have written, push none of them out. */
function waitingRows(database: Database, sections: readonly SectionId[], dueBy?: EpochMs) {
  const waits = and(eq(settingsProposals.status, "waiting"), inArray(settingsProposals.section, sections));
  return database
    .select()
    .from(settingsProposals)
    .where(dueBy === undefined ? waits : and(waits, lte(settingsProposals.appliesAt, dueBy)))
    .orderBy(settingsProposals.at);
}

async function waiting(database: Database, keyring: Keyring, dueBy?: EpochMs): Promise<readonly SettingsProposal[]> {
  const rows = await waitingRows(database, SECTION_IDS, dueBy);
  const intact = rows.filter((row) => isAttested(keyring.rows, settingsProposals, row));
  return (await Promise.all(intact.map((row) => proposalOf(keyring, row)))).flatMap((proposal) => proposal ?? []);
}

async function proposalById(database: Database, keyring: Keyring, id: string): Promise<SettingsProposal | undefined> {
  const [row] = await database.select().from(settingsProposals).where(eq(settingsProposals.id, id));
  return row !== undefined && isAttested(keyring.rows, settingsProposals, row) ? proposalOf(keyring, row) : undefined;
}

async function proposalOf(
  keyring: Keyring,
  row: typeof settingsProposals.$inferSelect,
): Promise<SettingsProposal | undefined> {
  const secrets =
    row.secretsSealed === null ? "{}" : await keyring.settings.open(row.secretsSealed, proposalPlace(row.id));
  if (secrets === undefined || !isSectionId(row.section)) {
    return undefined;
  }
  const words = z.array(z.string());
  return {
    id: row.id,
    section: row.section,
    baseVersion: row.baseVersion,
    document: valuesShape.parse(JSON.parse(row.document)),
    secrets: valuesShape.parse(JSON.parse(secrets)),
    secretsSet: secretsSetShape.parse(JSON.parse(row.secretsSet)),
    changes: words.parse(JSON.parse(row.changes)),
    weakens: words.parse(JSON.parse(row.weakens)),
    at: row.at,
    agentId: agentId.parse(row.agentId),
    agentName: row.agentName,
    ...present("reason", row.reason),
    appliesAt: row.appliesAt,
  };
}

/** Of two who end it, one does; only that one is told of. */
const standsAs = ({ id }: SettingsProposal, status: ProposalEnd): Condition => ({
  sql: "EXISTS (SELECT 1 FROM settings_proposals WHERE id = ? AND status = ?)",
  values: [id, status],
});

/** Nothing of what it held is kept: what was applied stands in the versions. */
async function endProposal(
  db: D1Database,
  keyring: Keyring,
  { proposal, ended, audit }: { proposal: SettingsProposal; ended: ProposalEnded; audit: AuditEntry },
): Promise<boolean> {
  const row = {
    ...(await proposalRow(keyring, { ...proposal, document: {}, secrets: {} })),
    status: ended.as,
    decided_at: ended.at,
    decided_by: ended.by,
  };
  const [done] = await db.batch([
    db
      .prepare(
        "UPDATE settings_proposals SET document = '{}', secrets_sealed = NULL, status = ?, decided_at = ?, decided_by = ?, mac = ? WHERE id = ? AND status = 'waiting'",
      )
      .bind(ended.as, ended.at, ended.by, keyring.rows.make("settings_proposals", row), proposal.id),
    ...insertDeskMails({ db, macs: keyring.rows }, ended.mails, standsAs(proposal, ended.as)),
    auditStatement(db, { ...audit, key: `proposal:${proposal.id}:${ended.as}` }),
  ]);
  return done?.meta.changes === 1;
}
