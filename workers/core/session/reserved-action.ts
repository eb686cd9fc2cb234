/** What the session knows of an action whose grant was just reserved; the record may be behind, or changed by somebody else. */
import type { ReservedGrant } from "../actions/grant.ts";
import type { Session } from "./session.ts";

export interface ReservedAction {
  readonly grant: ReservedGrant;
  readonly ticket: Session["ticket"];
  /** It passed under the rules for privileged people. */
  readonly privileged: boolean;
  readonly personName: string;
  readonly account?: Session["account"];
}

/** @throws where nothing is reserved. */
export function reservedAction({ grant, ticket, person, account }: Session): ReservedAction {
  if (grant?.state !== "reserved") {
    throw new Error("an action that is under way has a reserved grant");
  }
  return {
    grant,
    ticket,
    privileged: person.privileged,
    personName: person.name,
    ...(account === undefined ? {} : { account }),
  };
}
