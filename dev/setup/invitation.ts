/**
 * An invitation for an admin, as a secret of the deployment holds it (`ADMIN_INVITATION`): whoever may
 * set that secret may deploy, and may say who enters; whoever can only write to the database may not.
 */
import { createHash, randomBytes } from "node:crypto";
import { pathTo } from "../../workers/contract/console/paths.ts";
import { MINUTE_MS, type EpochMs } from "../../workers/core/kit/time.ts";

const LIFETIME_MS = 10 * MINUTE_MS;

export interface Invitation {
  /** The secret's value; holds no token. */
  readonly secret: string;
  /** Opens once, until the end. */
  readonly link: string;
  readonly until: EpochMs;
}

export function newInvitation(who: {
  readonly email: string;
  readonly consoleOrigin: string;
  readonly now: EpochMs;
}): Invitation {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("base64url");
  const until = who.now + LIFETIME_MS;
  return {
    secret: JSON.stringify({ email: who.email, tokenHash, until }),
    link: `${who.consoleOrigin}${pathTo.signIn}#${token}`,
    until,
  };
}
