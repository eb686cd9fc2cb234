/** What leaves the console as a file. */
import { renderReport } from "../../../console/files/report.tsx";
import { csvHead, csvRows, type CsvFormat } from "../../../console/files/verifications-csv.ts";
import { exportVerifications, type VerificationExport } from "../../app/desk/export-verifications.ts";
import { readReport, type Report } from "../../app/desk/read-report.ts";
import { TOTAL_ROWS_HEADER } from "../../contract/console/headers.ts";
import { exportRequest, reportRequest } from "../../contract/console/verifications.ts";
import { verificationId } from "../../core/kit/ids.ts";
import type { Ctx } from "../context.ts";
import { reportPolicy } from "../middleware/headers.ts";
import { problem } from "../problems.ts";
import { REPORT_CSS, REPORT_STYLE_HASH } from "../report-assets.generated.ts";
import { get, json, type Route } from "../route.ts";
import { textStream } from "../text-stream.ts";
import { sessionOf } from "./console.ts";

const REPORT = "/api/verifications/:id/report";

export const exportRoutes: readonly Route[] = [
  // A POST, so that what was searched for stands in no address, and no other site's link starts one.
  json(
    { path: "/api/verifications/export", audience: "console", permission: "verifications.export" },
    exportRequest,
    async (c, request) => {
      const { deps } = c.var;
      const made = await exportVerifications(deps, sessionOf(c).agent, request);
      const format = { decimal: request.decimal, timeZone: deps.config.TIME_ZONE, now: deps.clock() };
      return csvReply(c, made, format);
    },
  ),
  get({ path: REPORT, audience: "console", permission: "verifications.read" }, (c) => report(c, "page")),
  json({ path: REPORT, audience: "console", permission: "reports.export" }, reportRequest, (c) => report(c, "file")),
];

async function report(c: Ctx, as: "page" | "file"): Promise<Response> {
  const id = verificationId.safeParse(c.req.param("id"));
  if (!id.success) return problem(c, "verification.unknown");
  const made = await readReport(c.var.deps, sessionOf(c).agent, id.data);
  return made.ok ? reportReply(c, made.value, as) : problem(c, made.error);
}

function reportReply(c: Ctx, report: Report, as: "page" | "file"): Response {
  const { config, clock } = c.var.deps;
  const html = renderReport({
    ...report,
    brand: config.BRAND_NAME,
    timeZone: config.TIME_ZONE,
    at: clock(),
    by: sessionOf(c).agent.name,
    style: { css: REPORT_CSS, hash: REPORT_STYLE_HASH },
    ...(config.DEMO_DATA === undefined ? {} : { demoData: config.DEMO_DATA }),
  });
  // A ticket's number is somebody else's text and becomes part of a file's name.
  const number = report.details.row.ticketNumber.replaceAll(/[^A-Za-z0-9._-]+/g, "-");
  return c.html(html, 200, {
    "content-security-policy": reportPolicy(REPORT_STYLE_HASH),
    ...(as === "file"
      ? { "content-disposition": `attachment; filename="${demoMark(c)}analysis-report-${number}.html"` }
      : {}),
  });
}

/** A table has no place for a remark; its file has a name. */
const demoMark = (c: Ctx): string => (c.var.deps.config.DEMO_DATA === undefined ? "" : "demo-data-");

function csvReply(c: Ctx, { total, pages }: VerificationExport, format: CsvFormat): Response {
  const { log } = c.var.deps;
  const day = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone: format.timeZone }).format(format.now);
  return new Response(
    textStream(csvPieces(pages, format), (error) => log.failure("export.cut_off", error)),
    {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="${demoMark(c)}verifications-${day}.csv"`,
        [TOTAL_ROWS_HEADER]: String(total),
      },
    },
  );
}

async function* csvPieces(pages: VerificationExport["pages"], format: CsvFormat): AsyncGenerator<string> {
  yield csvHead(format);
  for await (const rows of pages) {
    if (rows.length > 0) yield csvRows(rows, format);
  }
}
