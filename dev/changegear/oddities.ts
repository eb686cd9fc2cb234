/**
 * How the servers around the API, and the API itself on some sites, answer in their own way:
 * pages in place of JSON, sessions that end differently, records of another shape. Each is a
 * switch of `faults.ts`.
 */
import type { Row } from "./entity-query.ts";
import type { Faults, FaultSettings } from "./faults.ts";

const PAGES = {
  logIn: "<!DOCTYPE html><html><body><form action='/CGWeb/Login.aspx'>Sign in</form></body></html>",
  notFound: "<!DOCTYPE html><html><body><h1>404 - File or directory not found.</h1></body></html>",
  maintenance: "<!DOCTYPE html><html><body><h1>We will be back shortly</h1></body></html>",
  saved: "<!DOCTYPE html><html><body>OK</body></html>",
} as const;

export function page(name: keyof typeof PAGES, status = 200): Response {
  return new Response(PAGES[name], { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** Before the API sees the call. */
export function earlyOddity(faults: Faults): Response | undefined {
  if (faults.take("fail404Page")) {
    return page("notFound", 404);
  }
  if (faults.take("fail408")) {
    return new Response("", { status: 408 });
  }
  return faults.take("maintenancePage") ? page("maintenance") : undefined;
}

export function sessionEnd(how: FaultSettings["sessionEndsWith"]): Response {
  const denied = { Message: "Authorization has been denied for this request" };
  switch (how) {
    case "redirect":
      return new Response(null, { status: 302, headers: { location: "/CGWeb/Login.aspx" } });
    case "page":
      return page("logIn");
    case "440":
      return page("logIn", 440);
    default:
      return Response.json(denied, { status: Number(how) });
  }
}

/** A record as this site would send it; `whole` is one for which no columns were named. */
export function oddRecord(row: Row, { settings }: Faults, whole: boolean): Row {
  const { IncidentRequestHistoryRecords: journal, ...rest } = row;
  const shown =
    settings.journalByNameOnly && whole
      ? rest
      : { ...rest, ...(journal === undefined ? {} : { IncidentRequestHistoryRecords: journal }) };
  const padded = settings.padRecordBy > 0 && whole ? { ...shown, Screenshot: "x".repeat(settings.padRecordBy) } : shown;
  return settings.dotNetDates
    ? Object.fromEntries(Object.entries(padded).map(([name, value]) => [name, dotNet(value)]))
    : padded;
}

function dotNet(value: unknown): unknown {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u.test(value)
    ? `/Date(${String(Date.parse(value))})/`
    : value;
}

/** The first half of a reply. */
export async function cut(reply: Response): Promise<Response> {
  const text = await reply.text();
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status: reply.status, headers: reply.headers });
}
