/** Links that are made for agents; what opens by one stands with the agents. */
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { MadeLink, NewSignInLink } from "../../app/ports/agents.ts";
import type { AuditEntry } from "../../app/ports/audit.ts";
import type { NewDeskMail } from "../../app/ports/desk-mails.ts";
import type { AgentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { columnsOf, insertAttested, isAttested } from "./attested.ts";
import { auditStatement } from "./audit.ts";
import { present } from "./database.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { signInLinks } from "./schema.ts";
import type { Writing } from "./users.ts";

/** Of a row that does not hold nothing counts that would leave it out. */
export async function linksMadeFor(
  { database, macs }: Writing,
  id: AgentId,
  since: EpochMs,
): Promise<readonly MadeLink[]> {
  const rows = await database
    .select()
    .from(signInLinks)
    .where(eq(signInLinks.agentId, id))
    .orderBy(desc(signInLinks.createdAt));
  return rows.flatMap((row) => {
    const intact = isAttested(macs, signInLinks, row);
    const made = { intact, issuedBy: row.issuedBy, at: row.createdAt, ...present("usedAt", row.usedAt) };
    return !intact || (row.createdAt > since && row.issuedBy !== id) ? [made] : [];
  });
}

/** One link at a time: an earlier one that nobody has used ends. */
async function endUnusedLinks(
  { database, db, macs }: Writing,
  { agentId, now }: Pick<NewSignInLink, "agentId" | "now">,
): Promise<D1PreparedStatement[]> {
  const open = await database
    .select()
    .from(signInLinks)
    .where(and(eq(signInLinks.agentId, agentId), isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, now)));
  return open
    .filter((row) => isAttested(macs, signInLinks, row))
    .map((row) =>
      db
        .prepare("UPDATE sign_in_links SET expires_at = ?, mac = ? WHERE token_hash = ? AND used_at IS NULL")
        .bind(now, macs.make("sign_in_links", columnsOf(signInLinks, { ...row, expiresAt: now })), row.tokenHash),
    );
}

export async function addSignInLink(
  writing: Writing,
  link: NewSignInLink,
  { audit, mails }: { readonly audit: AuditEntry; readonly mails: readonly NewDeskMail[] },
): Promise<void> {
  const { db, macs } = writing;
  const row = {
    token_hash: link.tokenHash,
    agent_id: link.agentId,
    issued_by: link.issuedBy,
    created_at: link.now,
    expires_at: link.expiresAt,
  };
  await db.batch([
    ...(await endUnusedLinks(writing, link)),
    insertAttested(db, macs, { table: "sign_in_links", row }),
    auditStatement(db, { ...audit, key: `link:${link.tokenHash.slice(0, 12)}` }),
    ...insertDeskMails({ db, macs }, mails),
  ]);
}
