import { expect, it } from "vitest";
import { deps, rows } from "../../../test/support/worker-fixture.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import { FILE_PROBLEMS } from "../../contract/console/people.ts";
import { noteRefusedFile } from "./note-refused-file.ts";

it("writes one row for each minute and reason, with nothing of the file", async () => {
  const agent = newAgent();
  const now = Date.UTC(2026, 10, 30, 9);
  const ready = { ...deps(), clock: () => now };
  for (const problem of [...FILE_PROBLEMS, "no_table", "no_table"] as const) {
    await noteRefusedFile(ready, agent, problem);
  }
  const kept = await rows<{ details: string }>(
    "SELECT details FROM audit WHERE action = 'directory.file_refused' AND actor = ?",
    agent.id,
  );
  const read = kept.map(({ details }) => JSON.parse(details) as { reason: string; count?: number });
  expect(read.map(({ reason }) => reason).sort()).toEqual([...FILE_PROBLEMS].sort());
  expect(read.find(({ reason }) => reason === "no_table")).toEqual({ reason: "no_table", count: 3 });
});
