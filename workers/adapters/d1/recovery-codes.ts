import { and, eq, inArray, isNull } from "drizzle-orm";
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { NewDeskMail } from "../../app/ports/desk-mails.ts";
import type { RecoveryCodeStore } from "../../app/ports/passkeys.ts";
import type { AgentId } from "../../core/kit/ids.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { columnsOf, insertAttested, isAttested } from "./attested.ts";
import { auditStatement, auditWhere } from "./audit.ts";
import type { Database } from "./database.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { recoveryCodes } from "./schema-passkeys.ts";
import { agents } from "./schema.ts";
import { agentOf } from "./agent-rows.ts";
import type { Writing } from "./users.ts";

export function recoveryCodeStore(database: Database, { rows: macs }: Keyring): RecoveryCodeStore {
  const writing = { database, db: database.$client, macs };
  return {
    left: (id) => left(writing, id),
    replace: (id, names, beside) => replace(writing, { id, names }, beside),
    ownerOf: (names) => ownerOf(writing, names),
    use: (name, audit, mails) => use(writing, name, { audit, mails }),
  };
}

async function left({ database, macs }: Writing, id: AgentId): Promise<number> {
  const unused = and(eq(recoveryCodes.agentId, id), isNull(recoveryCodes.usedAt));
  const rows = await database.select().from(recoveryCodes).where(unused);
  return rows.filter((row) => isAttested(macs, recoveryCodes, row)).length;
}

async function replace(
  { db, macs }: Writing,
  { id, names }: { readonly id: AgentId; readonly names: readonly string[] },
  { audit, mails }: { readonly audit: AuditEntry; readonly mails: readonly NewDeskMail[] },
): Promise<void> {
  await db.batch([
    db.prepare("DELETE FROM recovery_codes WHERE agent_id = ?").bind(id),
    ...names.map((name) =>
      insertAttested(db, macs, { table: "recovery_codes", row: { name, agent_id: id, made_at: audit.at } }),
    ),
    auditStatement(db, { ...audit, key: `recovery-codes:${id}` }),
    ...insertDeskMails({ db, macs }, mails),
  ]);
}

async function ownerOf(writing: Writing, names: readonly string[]) {
  const found = await openCode(writing, names);
  return found === undefined ? undefined : { name: found.row.name, agent: found.agent };
}

async function openCode({ database, macs }: Writing, names: readonly string[]) {
  const [found] = await database
    .select()
    .from(recoveryCodes)
    .innerJoin(agents, eq(agents.id, recoveryCodes.agentId))
    .where(and(inArray(recoveryCodes.name, names), isNull(recoveryCodes.usedAt)));
  return found === undefined ||
    !isAttested(macs, recoveryCodes, found.recovery_codes) ||
    !isAttested(macs, agents, found.agents)
    ? undefined
    : { row: found.recovery_codes, agent: agentOf(found.agents) };
}

async function use(
  writing: Writing,
  name: string,
  { audit, mails }: { readonly audit: AuditEntry; readonly mails: readonly NewDeskMail[] },
): Promise<boolean> {
  const open = await openCode(writing, [name]);
  if (open === undefined) {
    return false;
  }
  const { db, macs } = writing;
  const mac = macs.make("recovery_codes", columnsOf(recoveryCodes, { ...open.row, usedAt: audit.at }));
  const unused = { sql: "EXISTS (SELECT 1 FROM recovery_codes WHERE name = ? AND used_at IS NULL)", values: [name] };
  const done = await db.batch([
    auditWhere(db, { ...audit, key: `recovery-code:${name.slice(0, 12)}` }, unused),
    // Of two who use it at once the mails have the same ids, and stand once.
    ...insertDeskMails({ db, macs }, mails),
    db
      .prepare("UPDATE recovery_codes SET used_at = ?, mac = ? WHERE name = ? AND used_at IS NULL")
      .bind(audit.at, mac, name),
  ]);
  return done.at(-1)?.meta.changes === 1;
}
