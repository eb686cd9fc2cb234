/** What a newcomer reads once everything runs: where things are, and one round through the main job. */
import type { FactDocument } from "../../workers/core/questions/facts.ts";
import { DEMO_PEOPLE } from "../demo/cast.ts";
import { DEMO_AGENTS } from "../demo/desk.ts";
import type { Organisation } from "../demo/model.ts";
import { personOf } from "../demo/organisation.ts";

export interface Welcome {
  readonly url: string;
  readonly changeGearUrl: string;
  readonly organisation: Organisation;
  readonly signInLink: string;
  readonly state: string;
  /** How long the start took, as text. */
  readonly took: string;
}

export function welcome({ url, changeGearUrl, organisation, signInLink, state, took }: Welcome): string {
  const dana = personOf(organisation, DEMO_PEOPLE.dana);
  return `
Ready in ${took}: ${url}

  Console          ${url}/
  ChangeGear       ${changeGearUrl}/CGWeb/   (a stand-in)
  Messages sent    ${url}/dev/outbox
  Sign-in link     ${signInLink}
                   opens once, within ten minutes; in a terminal, Enter makes another

Try this
  1. Open the sign-in link: you are ${DEMO_AGENTS.lee.name} of the service desk.
  2. In ChangeGear, create a ticket "Password reset" for ${dana.displayName}. Within seconds it gets a note
     with a link; follow it, and send the verification.
  3. Open the messages as ${dana.givenName}'s phone, follow the link and answer.
  4. Watch the console meanwhile; the outcome also comes back to the ticket as a note.

What ${dana.givenName} knows
${answers(dana.facts)
  .map(([what, values]) => `  ${what.padEnd(17)}${values.join(", ")}`)
  .join("\n")}

Ctrl-C stops everything. The state stays in ${state}; \`npm run reset\` clears it.
`;
}

/** Only for this invented person, so that a newcomer can pass. */
function answers(facts: FactDocument): (readonly [string, readonly string[]])[] {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const start = facts.startMonth?.value;
  return [
    ["Manager", facts.manager ? [facts.manager.value.display] : []],
    ["Started", start ? [`${String(start.year)}-${String(start.month).padStart(2, "0")}`] : []],
    ["Colleagues", facts.peers.map(({ value }) => value.display)],
    ["Groups", facts.groups.map(({ value }) => value)],
    ["Tickets closed", facts.closedTickets.map(({ value }) => value.summary)],
    ["Meetings", facts.meetings.map(({ value }) => `${value.with.display} on ${day(value.startsAt)}`)],
    ["Last sign-in", facts.signIns.slice(0, 1).map(({ value }) => value.place.city)],
  ];
}
