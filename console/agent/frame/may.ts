/** What who is signed in may do. The server decides; this only keeps buttons away that it would refuse. */
import type { Permission, SignInReply } from "../../../workers/contract/console/access.ts";

export function may({ permissions }: Pick<SignInReply, "permissions">, permission: Permission): boolean {
  return permissions.includes(permission);
}
