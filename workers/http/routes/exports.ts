/** What leaves the console as a file. */
import { csvHead, csvRows, type CsvFormat } from "../../../console/files/verifications-csv.ts";
import { exportVerifications, type VerificationExport } from "../../app/desk/export-verifications.ts";
import { TOTAL_ROWS_HEADER } from "../../contract/console/headers.ts";
import { exportRequest } from "../../contract/console/verifications.ts";
import type { Ctx } from "../context.ts";
import { json, type Route } from "../route.ts";
import { textStream } from "../text-stream.ts";
import { sessionOf } from "./console.ts";

export const exportRoutes: readonly Route[] = [
  // A POST, so that what was searched for stands in no address, and no other site's link starts one.
  json(
    { path: "/api/verifications/export", audience: "console", roles: ["agent", "analyst", "auditor", "admin"] },
    exportRequest,
    async (c, request) => {
      const { deps } = c.var;
      const made = await exportVerifications(deps, sessionOf(c).agent, request);
      const format = { decimal: request.decimal, timeZone: deps.config.TIME_ZONE, now: deps.clock() };
      return csvReply(c, made, format);
    },
  ),
];

function csvReply(c: Ctx, { total, pages }: VerificationExport, format: CsvFormat): Response {
  const { log } = c.var.deps;
  const day = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone: format.timeZone }).format(format.now);
  return new Response(
    textStream(csvPieces(pages, format), (error) => log.failure("export.cut_off", error)),
    {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="verifications-${day}.csv"`,
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
