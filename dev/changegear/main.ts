/**
 * Starts the stand-in alone: `node dev/changegear/main.ts --config <file.json>`. The file
 * holds the options of `startChangeGear`; `--port` and `--state` override it.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { startChangeGear } from "./server.ts";

const actor = { id: z.int().positive(), name: z.string().min(1) };

const configSchema = z.strictObject({
  port: z.int().min(0).max(65_535).default(8790),
  host: z.string().optional(),
  statePath: z.string().optional(),
  users: z.array(z.strictObject({ ...actor, username: z.string().min(1), password: z.string().min(1) })),
  people: z.array(
    z.strictObject({
      externalId: z.string().regex(/^[1-9]\d{0,8}$/),
      name: z.string(),
      email: z.string(),
      userName: z.string(),
      phone: z.string().optional(),
      department: z.string().optional(),
      location: z.string().optional(),
    }),
  ),
  categories: z.array(z.string()).optional(),
  agent: z.strictObject(actor).optional(),
  webhook: z.strictObject({ url: z.url(), username: z.string(), password: z.string() }).optional(),
});

const { values } = parseArgs({
  options: { config: { type: "string" }, port: { type: "string" }, state: { type: "string" } },
});

const config = configSchema.parse({
  ...(values.config === undefined
    ? { users: [], people: [] }
    : (JSON.parse(readFileSync(values.config, "utf8")) as object)),
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values.state === undefined ? {} : { statePath: values.state }),
});

// JSON has no `undefined`, so absent keys are absent; the type cannot know that.
const running = await startChangeGear(config as Parameters<typeof startChangeGear>[0]);
console.log(`ChangeGear stand-in: ${running.url}/CGWeb/`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void running.close().then(() => process.exit(0));
  });
}
