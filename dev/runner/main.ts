/** Starts the directory runner on a server of yours: `node dev/runner/main.ts config.json`. See docs/directory-runner.md. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { ldapDirectory } from "./ldap/directory.ts";
import { startRunner } from "./server.ts";

/** What is secret stands in files of its own, which only the runner's account may read. */
const file = z
  .string()
  .min(1)
  .transform((path) => readFileSync(path, "utf8").trim());

const configSchema = z.strictObject({
  host: z.string().default("127.0.0.1"),
  port: z.int().min(1).max(65_535).default(8_443),
  tls: z.strictObject({ keyFile: file, certFile: file }).optional(),
  /** One file for each signing key. Two while a key is changed. */
  keyFiles: z
    .array(file.pipe(z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/)))
    .min(1)
    .max(2),
  /** Which calls were done: survives a restart, and is shared by nobody. */
  callsFile: z.string().min(1),
  ldap: z.strictObject({
    url: z.templateLiteral(["ldaps://", z.string().min(1)]),
    caFile: file.optional(),
    bindDn: z.string().min(1),
    bindPasswordFile: file,
    base: z.string().min(1),
    privilegedGroups: z.array(z.string().min(1)).default([]),
    keepsSecondFactor: z.boolean().default(false),
    externalIdAttribute: z.string().min(1).optional(),
  }),
});

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error("node dev/runner/main.ts config.json");
  process.exit(2);
}
const { host, port, tls, keyFiles, callsFile, ldap } = configSchema.parse(JSON.parse(readFileSync(path, "utf8")));
const { caFile, bindPasswordFile, externalIdAttribute, ...directory } = ldap;
const running = await startRunner({
  directory: ldapDirectory(
    {
      ...directory,
      bindPassword: bindPasswordFile,
      ...(caFile === undefined ? {} : { ca: caFile }),
      ...(externalIdAttribute === undefined ? {} : { externalIdAttribute }),
    },
    Date.now,
  ),
  keys: keyFiles,
  calls: callsFile,
  host,
  port,
  ...(tls === undefined ? {} : { tls: { key: tls.keyFile, cert: tls.certFile } }),
  now: Date.now,
  log: (line) => console.log(JSON.stringify({ at: new Date().toISOString(), ...line })),
});
console.log(JSON.stringify({ at: new Date().toISOString(), listening: running.origin }));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void running.close().then(() => process.exit(0));
  });
}
