/** A file in no project is checked by nobody: a guard that compiles there guards nothing. */
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PROJECTS, tsc } from "../dev/types.ts";
import { ROOT } from "../dev/local/cli.ts";

it("has every TypeScript file in a project", async () => {
  const listed = await Promise.all(PROJECTS.map((project) => tsc(["-p", project, "--listFilesOnly"])));
  const checked = new Set(listed.flatMap((list) => list.split(/\r?\n/).map((path) => join(path))));
  const unchecked: string[] = [];
  for await (const path of glob("{*,{workers,durable-objects,console,dev,test,bench}/**/*}.{ts,tsx}", { cwd: ROOT })) {
    if (!checked.has(join(ROOT, path))) {
      unchecked.push(path);
    }
  }
  expect(unchecked).toEqual([]);
});
