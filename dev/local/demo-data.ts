/** What a state directory began with, written down at its first start: a later one keeps to it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Refusal } from "./cli.ts";
import type { DemoData } from "./fill-database.ts";

export const DEMO_DATA_FILE = "demo-data.json";

const fileSchema = z.object({ demoData: z.enum(["none", "people", "people and history"]) });

/** Of a state directory, or of a new one as it is asked for. Refuses to call one empty that is not. */
export function demoDataOf(directory: string, { empty }: { readonly empty: boolean }): DemoData {
  const kept = keptDemoData(directory);
  if (empty && kept !== undefined && kept !== "none") {
    throw new Refusal(
      `The state in ${directory} has demo data: clear it with \`npm run reset -- --empty\`, then \`npm start\`.`,
    );
  }
  const demo = kept ?? (empty ? "none" : "people and history");
  keepDemoData(directory, demo);
  return demo;
}

export function keepDemoData(directory: string, demoData: DemoData): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(join(directory, DEMO_DATA_FILE), `${JSON.stringify({ demoData })}\n`);
}

function keptDemoData(directory: string): DemoData | undefined {
  const path = join(directory, DEMO_DATA_FILE);
  if (existsSync(path)) {
    return fileSchema.parse(JSON.parse(readFileSync(path, "utf8"))).demoData;
  }
  // Of a version that wrote no such file: it has people.
  return existsSync(join(directory, "worker")) ? "people" : undefined;
}
