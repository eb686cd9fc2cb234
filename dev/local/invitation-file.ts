/** An invitation that `npm run admin` left in a state directory, for the Worker that starts on it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const INVITATION_FILE = "admin-invitation.json";

/** As variables of the Worker; none where nobody was invited. */
export function invitationVariables(stateDirectory: string): Readonly<Record<string, string>> {
  const path = join(stateDirectory, INVITATION_FILE);
  return existsSync(path) ? { ADMIN_INVITATION: readFileSync(path, "utf8") } : {};
}
