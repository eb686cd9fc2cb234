/** An invitation that `npm run admin` left in a state directory, for the Worker that starts on it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export const INVITATION_FILE = "admin-invitation.json";

const fileShape = z.looseObject({ until: z.number() });

/** As variables of the Worker; none where nobody is invited, or not any more. */
export function invitationVariables(stateDirectory: string, now = Date.now()): Readonly<Record<string, string>> {
  const path = join(stateDirectory, INVITATION_FILE);
  if (!existsSync(path)) {
    return {};
  }
  const invitation = readFileSync(path, "utf8");
  return fileShape.parse(JSON.parse(invitation)).until > now ? { ADMIN_INVITATION: invitation } : {};
}
