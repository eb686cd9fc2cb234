import type { AgentId, PersonId } from "./ids.ts";

/** What works by itself; a name of its own for each in the audit log's words. */
export type Job = "settings" | "coverage" | "retention" | "import" | "database";

/**
 * Who did what an audit row tells, as it is stored: an agent by id, the requester of the check
 * that the row is about, somebody else of the directory by id, a ticket system by connection, one
 * of our own jobs, or whoever held a one-time token and is not known by more than that.
 */
export type Actor =
  AgentId | PersonId | "requester" | "system" | "installer" | "unknown" | `webhook:${string}` | `job:${Job}`;
