/**
 * `npm run admin -- you@company.example [--remote]`: one link that signs its opener in as an admin,
 * within ten minutes. It proves the right to deploy: the invitation is a secret of the Worker. With
 * `--remote` the other admins and security are told first; on this machine when it is taken.
 *   --remote     of the deployment (`wrangler secret put`), as its configuration file says
 *   --config f   which configuration file; wrangler.local.toml unless given
 *   --state dir  of a product on this machine, `.state` unless given; taken with its next `npm start`
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { Refusal, ROOT, run } from "../local/cli.ts";
import { INVITATION_FILE } from "../local/invitation-file.ts";
import { announceInvitation } from "./announce.ts";
import { newInvitation } from "./invitation.ts";
import { consoleOriginIn, deployedConfig } from "./local-config.ts";
import { invitationLine, inviteRemotely } from "./remote-invitation.ts";
import { print } from "./tools.ts";
import { wranglerFor } from "./wrangler.ts";

await run(async () => {
  const { values, positionals } = read();
  const email = z.email().safeParse(positionals[0]?.toLowerCase());
  if (!email.success || positionals.length > 1) {
    throw new Refusal("Say for whom: npm run admin -- you@company.example [--remote]");
  }
  const state = resolve(values.state ?? join(ROOT, ".state"));
  const config = resolve(values.config ?? deployedConfig());
  const origin = values.remote ? consoleOriginIn(config) : (values.origin ?? "http://localhost:8787");
  const who = { email: email.data, consoleOrigin: origin, now: Date.now() };
  if (values.remote) {
    await inviteRemotely(who, { wrangler: wranglerFor({ config }), announce: announceInvitation, print });
    return;
  }
  const { secret, link } = newInvitation(who);
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, INVITATION_FILE), secret, { mode: 0o600 });
  print("Taken with the next `npm start` on this state.");
  print(invitationLine(who.email, link));
});

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        remote: { type: "boolean", default: false },
        state: { type: "string" },
        config: { type: "string" },
        origin: { type: "string" },
      },
    });
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}
