import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watched } from "./watched.ts";

const SILENT_MS = 300_000;
/** Prints that it runs, and then waits for ever. */
const HANGS = `console.log("runs"); setInterval(() => undefined, 1000);`;

let folder: string;
let printed: string[];
let heard: (line: string) => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watched-"));
  printed = [];
  heard = () => undefined;
  // Only the test's own clock: a slow machine never looks silent.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const run = (script: string): Promise<number> =>
  watched([process.execPath, "-e", script], {
    silentMs: SILENT_MS,
    print: (line) => {
      printed.push(line);
      heard(line);
    },
  });

/** Lets the clock pass as soon as the command has said that it runs. */
const passOnceItRuns = (ms: number): void => {
  heard = (line) => {
    if (line === "runs") {
      vi.advanceTimersByTime(ms);
    }
  };
};

it("passes on what a command prints and its exit code, and runs a failing one only once", async () => {
  expect(await run(`console.log("one"); console.error("two"); process.exitCode = 3;`)).toBe(3);
  expect(printed.toSorted()).toEqual(["one", "two"]);
});

it("ends what fell silent and runs it once more", async () => {
  passOnceItRuns(SILENT_MS);
  const mark = join(folder, "mark");
  const script = `
    const fs = require("node:fs");
    if (fs.existsSync(${JSON.stringify(mark)})) { console.log("second"); }
    else { fs.writeFileSync(${JSON.stringify(mark)}, ""); ${HANGS} }`;
  expect(await run(script)).toBe(0);
  expect(printed).toEqual(["runs", expect.stringMatching(/^printed nothing for 300 s.*once more/), "second"]);
});

it("fails when the second run falls silent too", async () => {
  passOnceItRuns(SILENT_MS);
  expect(await run(HANGS)).toBe(124);
  expect(printed.filter((line) => line === "runs")).toHaveLength(2);
});

it("counts the silence from the last line", async () => {
  passOnceItRuns(SILENT_MS - 1);
  const script = `console.log("runs"); setTimeout(() => { console.log("runs"); }, 1);`;
  expect(await run(script)).toBe(0);
  expect(printed).toEqual(["runs", "runs"]);
});

it("ends what the command has started as well", async () => {
  passOnceItRuns(SILENT_MS);
  // Holds the pipe open: had it outlived its parent, the run would end by the last words' clock, which stands still.
  const child = JSON.stringify(HANGS);
  const script = `require("node:child_process").spawn(process.execPath, ["-e", ${child}], { stdio: "inherit" }); setInterval(() => undefined, 1000);`;
  expect(await run(script)).toBe(124);
});

it("says what could not be started", async () => {
  const missing = join(folder, "no-such-program");
  expect(existsSync(missing)).toBe(false);
  const code = await watched([missing], { silentMs: SILENT_MS, print: (line) => printed.push(line) });
  expect(code).toBe(127);
  expect(printed.join()).toContain("ENOENT");
});
