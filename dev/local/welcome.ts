/** What a newcomer reads once everything runs: where things are, and one round through the main job. */
import type { FactDocument } from "../../workers/core/questions/facts.ts";
import { DEMO_PEOPLE } from "../demo/cast.ts";
import type { StartedCompanySignIn } from "./company-sign-in.ts";
import type { Organisation } from "../demo/model.ts";
import { personOf } from "../demo/organisation.ts";
import { asNumbered, TRY_THIS } from "./try-this.ts";

export interface Welcome {
  readonly url: string;
  readonly changeGearUrl: string;
  /** Absent where no company's sign-in runs. */
  readonly identity?: StartedCompanySignIn;
  /** Absent where no directory runs. */
  readonly demoDirectory?: { readonly url: string };
  /** The product's own in the stand-in, where it has to be typed. */
  readonly account?: { readonly username: string; readonly password: string };
  readonly webhook?: { readonly username: string; readonly password: string };
  readonly organisation: Organisation;
  readonly signInLink: string;
  readonly state: string;
  /** Nothing is set up. */
  readonly empty?: boolean;
  /** How long the start took, as text. */
  readonly took: string;
}

export function welcome(shown: Welcome): string {
  const { url, changeGearUrl, identity, demoDirectory, signInLink, state, took } = shown;
  if (shown.empty === true) {
    return welcomeToNothing(shown);
  }
  return `
Ready in ${took}: ${url}

  Start here       ${url}/dev${new URL(signInLink).hash}
                   desk, ChangeGear and phone side by side
  Console          ${url}/
  ChangeGear       ${changeGearUrl}/CGWeb/   (a stand-in)
  Messages sent    ${url}/dev/outbox
${identity === undefined ? "" : `  Company sign-in  ${identity.issuer}   (its button is on the console's sign-in page; any password)\n`}${demoDirectory === undefined ? "" : `  Demo directory   ${demoDirectory.url}   (where a password set in the portal signs in)\n`}  Sign-in link     ${signInLink}
                   opens once, here or in "Start here", within ten minutes; in a terminal, Enter makes another

${tryThis(shown)}

Ctrl-C stops everything. The state stays in ${state}; \`npm run reset\` clears it.
`;
}

/** Nothing is set up: where the peers are that a real installation would have, and what to type where. */
function welcomeToNothing({
  url,
  changeGearUrl,
  identity,
  account,
  webhook,
  organisation,
  signInLink,
  state,
  took,
}: Welcome): string {
  const rows: readonly (readonly [string, string])[] = [
    ...(identity === undefined
      ? []
      : ([
          ["Sign-in", `name company, button "${identity.provider.label}", issuer ${identity.provider.issuer}`],
          ["", `client id ${identity.provider.clientId}, client secret ${identity.clientSecret}`],
          ["Your sign-ins", "Link, and press your name on the company's page"],
        ] as const)),
    ["Ticket systems", `name main, address ${changeGearUrl}, format of notes html`],
    ["", `username ${account?.username ?? ""}, password ${account?.password ?? ""}`],
    ["", `webhook username ${webhook?.username ?? ""}, webhook password ${webhook?.password ?? ""}`],
    [
      "Categories",
      organisation.categories.flatMap(({ name, action }) => (action === undefined ? [] : [name])).join(", "),
    ],
    ["Organisation", `name ${organisation.name}, time zone ${organisation.timeZone}`],
    ["SMS and mail", `SMS and mail provider local: what is sent is caught at ${url}/dev/outbox`],
    ["Directory", "docs/people-sample.csv"],
    ["Security contact", "any mailbox, for example security@halden.example"],
  ];
  return `
Ready in ${took}: ${url}

  Sign-in link     ${signInLink}
                   opens once, within ten minutes, for the first admin; in a terminal, Enter makes another afterwards
  ChangeGear       ${changeGearUrl}/CGWeb/   (a stand-in)
  Messages sent    ${url}/dev/outbox
${identity === undefined ? "" : `  Company sign-in  ${identity.issuer}   (a stand-in; any password)\n`}
Nothing is set up, as after a real installation. The console begins with its Set-up page.

What to type where
${rows.map(([where, what]) => `  ${where.padEnd(17)}${what}`).join("\n")}

Ctrl-C stops everything. The state stays in ${state}; \`npm run reset\` clears it.
`;
}

function tryThis({ organisation }: Welcome): string {
  const dana = personOf(organisation, DEMO_PEOPLE.dana);
  return `Try this
${indented(asNumbered(TRY_THIS).replaceAll(/\*\*|`/g, ""))}

What ${dana.givenName} knows
${answers(dana.facts)
  .map(([what, values]) => `  ${what.padEnd(17)}${values.join(", ")}`)
  .join("\n")}`;
}

const LINE_LENGTH = 100;

function indented(text: string): string {
  const wrap = (line: string): string =>
    line.replaceAll(new RegExp(`(.{1,${String(LINE_LENGTH)}})(?: |$)`, "g"), "$1\n").trimEnd();
  return text
    .split("\n")
    .map((line) => `  ${wrap(line).replaceAll("\n", "\n     ")}`)
    .join("\n");
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
