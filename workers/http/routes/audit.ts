/** The audit log's API. */
import { auditFile } from "../../../console/files/audit-file.ts";
import { noteRefusal } from "../../app/audit/note-refusal.ts";
import { exportAudit, readAudit, readEvents } from "../../app/audit/read-audit.ts";
import { auditEventsQuery, auditExportRequest, auditQuery } from "../../contract/console/audit.ts";
import { defined } from "../../core/kit/defined.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import type { Ctx } from "../context.ts";
import { whatLacks } from "../middleware/guards.ts";
import { problem } from "../problems.ts";
import { json, query, type Route } from "../route.ts";
import { sha256 } from "../sha256.ts";
import { textStream } from "../text-stream.ts";
import { sessionOf } from "./console.ts";

const row = (path: string, permission: Permission) =>
  ({ path: `/api/audit${path}`, audience: "console", permission }) as const;

const TYPES = { csv: "text/csv; charset=utf-8; header=present", jsonl: "application/jsonl; charset=utf-8" } as const;

async function hasToken(c: Ctx): Promise<boolean> {
  const { config, vault } = c.var.deps;
  const wanted = config.AUDIT_TOKEN?.reveal();
  const given = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  return wanted !== undefined && given !== undefined && vault.equal(given, wanted);
}

async function refused(c: Ctx): Promise<Response> {
  await noteRefusal(c.var.deps, { action: "audit.refused", subject: "audit", reason: whatLacks(c) });
  return problem(c, "audit.unauthenticated");
}

export const auditRoutes: readonly Route[] = [
  query(row("", "audit.read"), auditQuery, async (c, asked) => c.json(await readAudit(c.var.deps, asked))),
  // A program's: no session, no cookie, and nothing but the token of the deployment.
  query({ path: "/api/audit/events", audience: "webhook", permission: "public" }, auditEventsQuery, async (c, asked) =>
    (await hasToken(c)) ? c.json(await readEvents(c.var.deps, asked)) : refused(c),
  ),
  json(row("/export", "audit.export"), auditExportRequest, async (c, request) => {
    const { deps } = c.var;
    const { format, ...filter } = request;
    const timeZone = deps.config.TIME_ZONE;
    const pages = await exportAudit(deps, sessionOf(c).agent, request);
    const day = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone }).format(deps.clock());
    const pieces = auditFile(pages, { format, timeZone, filter: defined(filter), digest: sha256() });
    return new Response(
      textStream(pieces, (error) => deps.log.failure("export.cut_off", error)),
      {
        headers: {
          "content-type": TYPES[format],
          "content-disposition": `attachment; filename="audit-log-${day}.${format}"`,
        },
      },
    );
  }),
];
