/** What an import says of rows that it did not take, before it is written and afterwards. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import {
  compareFile,
  emptyDirectory,
  fileOf,
  finishFile,
  given,
  importFile,
  writeFile,
  type Importing,
} from "../../../test/support/worker-import.ts";
import { deps } from "../../../test/support/worker-fixture.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import { importId, type ImportId } from "../../core/kit/ids.ts";
import type { Cells } from "../../core/people/columns.ts";
import { readProblems } from "./read-problems.ts";
import { startImport } from "./start-import.ts";

const importing: Importing = { agent: { ...newAgent(), role: "admin" }, deps: deps() };

const FEW: readonly Cells[] = [
  { externalId: "1", email: "helen@b.test", displayName: "Helen Okafor", manager: "" },
  { externalId: "2", email: "", displayName: "Dana Ruiz", manager: "1" },
  { externalId: "3", email: "owen@b.test", displayName: "Owen Price", manager: "2" },
  { externalId: "4", email: "lena@b.test", displayName: "Lena Fischer", manager: "nobody@b.test", language: "!" },
  { externalId: "5", email: "omar@b.test", displayName: "Omar Haddad", manager: "HELEN@b.test" },
];
/** More than one part, so that somebody is named before they come. */
const FILE: readonly Cells[] = [
  { externalId: "0", email: "first@b.test", displayName: "First", manager: "3" },
  ...Array.from({ length: 499 }, (_, at) => ({
    externalId: `x${String(at)}`,
    email: `x${String(at)}@b.test`,
    displayName: "Somebody",
    manager: "",
  })),
  ...FEW,
];
const OPTIONS = { columns: ["externalId", "email", "displayName", "manager", "language"] } as const;

const listed = async (id: ImportId, from = 0) => given(await readProblems(importing.deps, { id, from }));
const rowsOf = async (id: ImportId) =>
  (await listed(id)).problems
    .map(({ row, column, reason, refused }) => [row, column, reason, refused])
    .toSorted((one, other) => Number(one[0]) - Number(other[0]));

beforeEach(emptyDirectory);

const EXPECTED = [
  [503, "email", "email.missing", true],
  [504, "manager", "manager.unknown", false],
  [505, "language", "language.unknown", false],
  [505, "manager", "manager.unknown", false],
];

it("lists refused rows, values left out and managers whom nobody knows before anything is written, and at the end", async () => {
  const { id } = await compareFile(importing, FILE, OPTIONS);
  expect(await rowsOf(id)).toEqual(EXPECTED);
  await writeFile(importing, FILE, { ...OPTIONS, id });
  expect(await rowsOf(id)).toEqual(EXPECTED);
  const { progress } = await finishFile(importing, id);
  expect(await rowsOf(id)).toEqual(EXPECTED);
  expect(progress.tally).toMatchObject({ rows: 505, added: 504, refused: 1, leftOut: 3 });
}, 30_000);

it("knows a manager who is in the directory alone", async () => {
  await importFile(importing, FEW.slice(0, 1), { columns: [...OPTIONS.columns] });
  const { id } = await compareFile(importing, FEW.slice(1), OPTIONS);
  expect(await rowsOf(id)).toEqual([
    [2, "email", "email.missing", true],
    [3, "manager", "manager.unknown", false],
    [4, "language", "language.unknown", false],
    [4, "manager", "manager.unknown", false],
  ]);
});

it("says nothing that SQL wrote, and that parts are gone", async () => {
  const { id } = await compareFile(importing, FEW, OPTIONS);
  await env.DB.prepare(
    "UPDATE directory_import_chunks SET reply = replace(reply, 'email.missing', 'email.invalid')",
  ).run();
  expect(await listed(id)).toEqual({ problems: [], gone: true, more: false });
  await env.DB.prepare("DELETE FROM directory_import_chunks").run();
  expect(await listed(id)).toEqual({ problems: [], gone: true, more: false });
  expect(await readProblems(importing.deps, { id: importId.parse(`imp_${"x".repeat(20)}`), from: 0 })).toEqual({
    ok: false,
    error: "import.unknown",
  });
});

it("names no manager as unknown while a part is still to come", async () => {
  const { id } = given(await startImport(importing.deps, importing.agent, fileOf(FILE, OPTIONS)));
  expect(await listed(id)).toEqual({ problems: [], gone: false, more: false });
});
