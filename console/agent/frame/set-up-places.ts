/** Where each step of the set-up is done, and which one is next. */
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { SetUpStepId, SetUpStepReply } from "../../../workers/contract/console/set-up.ts";

const PLACES: Readonly<Record<SetUpStepId, string>> = {
  sign_in: pathTo.settingsSection("sign_in"),
  ticket_system: pathTo.settingsSection("ticket_systems"),
  categories: pathTo.settingsSection("categories"),
  delivery: pathTo.settingsSection("delivery"),
  people: pathTo.directory,
  security_contact: pathTo.settingsSection("security_contact"),
  own_check: pathTo.ownCheck,
};

export const ORGANISATION = pathTo.settingsSection("organisation");

/** Open, and resting on nothing that is open. */
export const nextOf = (steps: readonly SetUpStepReply[]): SetUpStepReply | undefined =>
  steps.find(({ done, first }) => !done && first.length === 0);

/** Its own page, whatever is left to do of it. */
export const settingsOf = (id: SetUpStepId): string => PLACES[id];

/** Where what is left of it is done. `named`: the Set-up page itself offers what the organisation is called. */
export function placeOf({ id, begun, blocks }: SetUpStepReply, named: boolean): string {
  const [only, ...more] = blocks;
  const left = more.length === 0 ? only?.code : undefined;
  if (begun) return pathTo.ownSignIns;
  if (left === "delivery.no_name") return named ? pathTo.setUp : ORGANISATION;
  return left === "people.nobody_verifiable" ? pathTo.coverage : PLACES[id];
}
