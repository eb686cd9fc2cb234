/** Coverage's API. */
import { coverageCsv } from "../../../console/files/coverage-csv.ts";
import { beginCoverage } from "../../app/people/count-coverage.ts";
import { progressOf, readCoverage } from "../../app/people/coverage.ts";
import { exportWeakPeople, readWeakPeople } from "../../app/people/coverage-lists.ts";
import { coverageExportRequest, coveragePeopleQuery, coverageStartRequest } from "../../contract/console/coverage.ts";
import { defined } from "../../core/kit/defined.ts";
import { deskPlaceOf } from "../../core/settings/sections/organisation.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import { problem } from "../problems.ts";
import { get, json, query, type Route } from "../route.ts";
import { sha256 } from "../sha256.ts";
import { textStream } from "../text-stream.ts";
import { sessionOf } from "./console.ts";

const row = (path: string, permission: Permission = "coverage.read") =>
  ({ path: `/api/coverage${path}`, audience: "console", permission }) as const;

export const coverageRoutes: readonly Route[] = [
  get(row(""), async (c) => c.json(await readCoverage(c.var.deps))),
  json(row(""), coverageStartRequest, async (c) => {
    const { id, name } = sessionOf(c).agent;
    return c.json(progressOf(await beginCoverage(c.var.deps, { cause: "asked", actor: id, name })));
  }),
  query({ ...row("/people"), limit: "people" }, coveragePeopleQuery, async (c, asked) => {
    const list = await readWeakPeople(c.var.deps, sessionOf(c).agent, asked);
    return list.ok ? c.json(list.value) : problem(c, list.error);
  }),
  json({ ...row("/export", "coverage.export"), limit: "people" }, coverageExportRequest, async (c, request) => {
    const { deps } = c.var;
    const made = await exportWeakPeople(deps, sessionOf(c).agent, request);
    if (!made.ok) return problem(c, made.error);
    const { run, pages, list } = made.value;
    const timeZone = deps.config.TIME_ZONE;
    const day = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone }).format(deps.clock());
    const pieces = coverageCsv(pages, {
      decimal: request.decimal,
      timeZone,
      countedAt: run.startedAt,
      list,
      digest: sha256(),
      ...defined({ deskPlace: deskPlaceOf(deps.config) }),
    });
    return new Response(
      textStream(pieces, (error) => deps.log.failure("export.cut_off", error)),
      {
        headers: {
          "content-type": "text/csv; charset=utf-8; header=present",
          "content-disposition": `attachment; filename="coverage-${day}.csv"`,
        },
      },
    );
  }),
];
