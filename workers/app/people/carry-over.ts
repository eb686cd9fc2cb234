/** Whoever gets an id, work mail or user name that others had, or a user name that they have, is minded as they are. */
import type { PersonId } from "../../core/kit/ids.ts";
import type { PersonFields } from "../../core/people/compare.ts";
import { namesOnlyOf, untilWithTaken } from "../../core/people/given-up.ts";
import type { Deps } from "../deps.ts";
import type { FormerHolders, PersonWrite } from "../ports/directory.ts";

type CarryDeps = Pick<Deps, "directory" | "guards" | "clock">;

/** As they are written: privileged where those before were. Their blocks are set before anything is. */
export async function withCarriedOver(
  deps: CarryDeps,
  people: readonly (PersonWrite & { readonly before: PersonFields | undefined })[],
): Promise<readonly PersonWrite[]> {
  const takers = people.flatMap(({ id, fields, before }) => {
    const names = namesOnlyOf(fields, before);
    return names.length === 0 ? [] : [{ id, names }];
  });
  const now = deps.clock();
  const taken = await deps.directory.formerHolders(takers, now);
  await carryBlocks(deps, taken);
  return people.map(({ before: _before, ...person }) => {
    const { isNew, fields } = person;
    const privilegedUntil = untilWithTaken(fields.privilegedUntil, { taken: taken.get(person.id), isNew, now });
    return { ...person, fields: { ...fields, privilegedUntil } };
  });
}

/** A block that comes later is of the record that it is about. */
export async function carryBlocks(
  { guards, clock }: Pick<CarryDeps, "guards" | "clock">,
  taken: ReadonlyMap<PersonId, FormerHolders>,
): Promise<void> {
  for (const [taker, { checked }] of taken) {
    for (const former of checked) {
      const { fencedUntil } = await guards.state(former, clock());
      if (fencedUntil !== undefined) await guards.fence({ personId: taker }, fencedUntil);
    }
  }
}
