/** People out of the directory for good: who has left for long enough, or whom an admin erases. */
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { isSelf } from "../../core/policy/may-act.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { DirectoryStore, PeopleRemoval } from "../ports/directory.ts";
import type { Removed } from "../ports/retention.ts";
import { factsAround } from "./facts-around.ts";

/** Facts of those around them are made anew with each part. */
const PEOPLE_PER_PART = 100;
const IMPORTS_PER_PART = 20;

export type EraseProblem = "person.unknown" | "person.changed" | "erase.own_account" | "erase.check_open";

/**
 * Refused: somebody unknown or changed by SQL, the admin's own record, by which the product knows whom they may not check, and while a
 * check of the person is open.
 */
export async function erasePerson(
  deps: Pick<Deps, "clock" | "directory" | "guards" | "people">,
  agent: AgentRecord,
  id: PersonId,
): Promise<Result<undefined, EraseProblem>> {
  const now = deps.clock();
  const person = await deps.people.byId(id);
  if (person === undefined) return err("person.unknown");
  if (!person.intact) return err("person.changed");
  if (isSelf(agent, person)) return err("erase.own_account");
  const { lease } = await deps.guards.state(id, now);
  // One that begins at this very moment ends within a minute: its person is not there.
  if (lease !== undefined) return err("erase.check_open");
  await remove(deps, [id], {
    told: true,
    audit: { at: now, actor: agent.id, action: "person.erased", subject: id, details: {} },
    now,
  });
  await deps.directory.refreshValues();
  return ok();
}

/** One part of those who left before. Told nothing: they are checked no more. */
export async function removeLeavers(
  { directory, clock }: Pick<Deps, "clock" | "directory">,
  before: EpochMs,
): Promise<Removed> {
  const now = clock();
  const ids = await directory.leftBefore(before, { limit: PEOPLE_PER_PART, now });
  if (ids.length > 0) await remove({ directory }, ids, { told: false, now });
  const imports = await directory.forgetLeavers(before, IMPORTS_PER_PART);
  return { removed: ids.length + imports, more: ids.length === PEOPLE_PER_PART || imports === IMPORTS_PER_PART };
}

async function remove(
  { directory }: Pick<Deps, "directory">,
  ids: readonly PersonId[],
  removal: Omit<PeopleRemoval, "ids" | "facts">,
): Promise<void> {
  const colleagues = await directory.colleagues(ids);
  const facts = await factsAround(without(directory, ids), colleagues, { baseline: false, own: {}, now: removal.now });
  await directory.remove({ ...removal, ids, facts });
}

/** As the directory is when they have gone. */
function without(directory: DirectoryStore, ids: readonly PersonId[]): Parameters<typeof factsAround>[0] {
  const gone: ReadonlySet<string> = new Set(ids);
  return {
    people: async (wanted) =>
      (await directory.people(wanted)).map((person) =>
        person.managerId !== null && gone.has(person.managerId) ? { ...person, managerId: null } : person,
      ),
    teams: async (managers) => (await directory.teams(managers)).filter(({ id }) => !gone.has(id)),
    names: (wanted) => directory.names(wanted),
  };
}
