/** People, and the Directory page's API. */
import type { Deps } from "../../app/deps.ts";
import { finishImport } from "../../app/people/finish-import.ts";
import { importChunk } from "../../app/people/import-chunk.ts";
import { readProblems } from "../../app/people/read-problems.ts";
import { importReply, readImports } from "../../app/people/read-imports.ts";
import {
  beginWriting,
  resumeImport,
  startImport,
  stopImport,
  type ImportProblem,
  type ImportResult,
} from "../../app/people/start-import.ts";
import { noteRefusedFile } from "../../app/people/note-refused-file.ts";
import { undoImport } from "../../app/people/undo-import.ts";
import { erasePerson } from "../../app/people/remove-people.ts";
import { liftBlock } from "../../app/people/lift-block.ts";
import { findPeople, readPerson } from "../../app/people/read-person.ts";
import type { AgentRecord } from "../../app/ports/agents.ts";
import {
  chunkRequest,
  importStepRequest,
  problemsQuery,
  refusedFileRequest,
  startImportRequest,
  writeRequest,
} from "../../contract/console/people.ts";
import { eraseRequest, findPeopleRequest, liftRequest } from "../../contract/console/person.ts";
import { importId, personId, type ImportId } from "../../core/kit/ids.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import type { Ctx } from "../context.ts";
import { problem } from "../problems.ts";
import { get, json, query, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

/** 500 rows with every cell filled in other scripts than ours. */
const CHUNK_BYTES = 2_097_152;

const row = (path: string, permission: Permission = "directory.import") =>
  ({ path: `/api/people/imports${path}`, audience: "console", permission }) as const;

async function withImport<Value extends object>(
  c: Ctx,
  act: (id: ImportId) => Promise<Result<Value, ImportProblem>>,
): Promise<Result<Value, ImportProblem>> {
  const id = importId.safeParse(c.req.param("id"));
  return id.success ? act(id.data) : { ok: false, error: "import.unknown" };
}

function shown(c: Ctx, result: ImportResult): Response {
  return result.ok
    ? c.json(importReply(result.value, sessionOf(c).agent, { now: c.var.deps.clock() }))
    : problem(c, result.error);
}

type ImportStep = (deps: Deps, agent: AgentRecord, id: ImportId) => Promise<ImportResult>;

const step = (path: string, act: ImportStep, permission?: Permission): Route =>
  json(row(`/:id/${path}`, permission), importStepRequest, async (c) =>
    shown(c, await withImport(c, (id) => act(c.var.deps, sessionOf(c).agent, id))),
  );

export const peopleRoutes: readonly Route[] = [
  get(row(""), async (c) => c.json(await readImports(c.var.deps, sessionOf(c).agent))),
  json(row(""), startImportRequest, async (c, request) =>
    shown(c, await startImport(c.var.deps, sessionOf(c).agent, request)),
  ),
  json({ ...row("/:id/chunks"), maxBytes: CHUNK_BYTES }, chunkRequest, async (c, chunk) => {
    const result = await withImport(c, (id) => importChunk(c.var.deps, id, chunk));
    return result.ok ? c.json(result.value) : problem(c, result.error);
  }),
  json(row("/:id/write", "directory.write"), writeRequest, async (c, request) =>
    shown(c, await withImport(c, (id) => beginWriting(c.var.deps, sessionOf(c).agent, { id, ...request }))),
  ),
  query(row("/:id/problems"), problemsQuery, async (c, { from }) => {
    const result = await withImport(c, (id) => readProblems(c.var.deps, { id, from }));
    return result.ok ? c.json(result.value) : problem(c, result.error);
  }),
  step("finish", finishImport),
  step("stop", stopImport),
  step("resume", resumeImport),
  // Taking an import back changes as many people as it did.
  step("undo", undoImport, "directory.write"),
  json(
    { path: "/api/people/refused-files", audience: "console", permission: "directory.import" },
    refusedFileRequest,
    async (c, request) => {
      await noteRefusedFile(c.var.deps, sessionOf(c).agent, request.problem);
      return c.json({});
    },
  ),
  // After the imports: an address is answered by the first row that fits.
  json(
    { path: "/api/people/find", audience: "console", permission: "people.find", limit: "people" },
    findPeopleRequest,
    async (c, { q }) => c.json(await findPeople(c.var.deps, sessionOf(c).agent, q)),
  ),
  json(
    { path: "/api/people/:id/lift", audience: "console", permission: "blocks.lift", limit: "overrides" },
    liftRequest,
    async (c, request) => {
      const id = personId.safeParse(c.req.param("id"));
      const result = id.success
        ? await liftBlock(c.var.deps, { ...request, id: id.data, agent: sessionOf(c).agent })
        : undefined;
      return result?.ok === true ? c.json({}) : problem(c, result?.error.code ?? "person.unknown");
    },
  ),
  json(
    { path: "/api/people/:id/erase", audience: "console", permission: "people.erase", limit: "overrides" },
    eraseRequest,
    async (c) => {
      const id = personId.safeParse(c.req.param("id"));
      const result = id.success ? await erasePerson(c.var.deps, sessionOf(c).agent, id.data) : undefined;
      return result?.ok === true ? c.json({}) : problem(c, result?.error ?? "person.unknown");
    },
  ),
  get({ path: "/api/people/:id", audience: "console", permission: "people.read", limit: "people" }, async (c) => {
    const id = personId.safeParse(c.req.param("id"));
    const person = id.success ? await readPerson(c.var.deps, sessionOf(c).agent, id.data) : undefined;
    return person === undefined ? problem(c, "person.unknown") : c.json(person);
  }),
];
