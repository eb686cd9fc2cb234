/** Coverage's API. */
import { coverageCsv } from "../../../console/files/coverage-csv.ts";
import { beginCoverage, readCoverage, stepCoverage } from "../../app/people/coverage.ts";
import { exportWeakPeople, readWeakPeople } from "../../app/people/coverage-lists.ts";
import { coverageExportRequest, coveragePeopleQuery, coverageStepRequest } from "../../contract/console/coverage.ts";
import { defined } from "../../core/kit/defined.ts";
import { coverageRunId } from "../../core/kit/ids.ts";
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
  json(row(""), coverageStepRequest, async (c) => c.json(await beginCoverage(c.var.deps, sessionOf(c).agent))),
  json(row("/:id/step"), coverageStepRequest, async (c) => {
    const id = coverageRunId.safeParse(c.req.param("id"));
    const stepped = id.success ? await stepCoverage(c.var.deps, id.data) : undefined;
    return stepped?.ok === true ? c.json(stepped.value) : problem(c, stepped?.error ?? "coverage.unknown");
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
