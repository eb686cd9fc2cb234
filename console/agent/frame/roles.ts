/** What a role may press. The server decides; this only keeps buttons away that it would refuse. */
import type { Role } from "../../../workers/contract/console/access.ts";

export function maySend(role: Role): boolean {
  return role === "agent" || role === "admin";
}

export function mayRemediate(role: Role): boolean {
  return role !== "auditor";
}
