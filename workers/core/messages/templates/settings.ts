/**
 * A mail to admins and security: the settings protect less, or are about to. It names each line; who may
 * decide about it signs in. No value of a setting but what these lines say.
 */
import { dayIn, zonedTime } from "../../kit/zoned-time.ts";
import { addressLink, emailDocument, paragraph, smallPrint, strong } from "../email-layout.ts";
import { html } from "../html.ts";
import { brandedFoot, type MailBrand } from "../mail-brand.ts";
import type { RenderedEmail } from "../message.ts";
import { configuredText, personName } from "../variables.ts";

/** `deployed`: it waits. */
export type DeploymentEvent = "deployed" | "deployed_applied" | "deployed_refused";
export type SettingsEvent = "proposed" | "applied" | "withdrawn" | "refused" | "outdated" | "lapsed" | DeploymentEvent;

export interface SettingsMail {
  /** Name of the organisation; messages say "{organisation} IT". */
  readonly organisation: string;
  /** IANA zone that clock times are written in. */
  readonly timeZone: string;
  readonly brand?: MailBrand;
  readonly event: SettingsEvent;
  readonly at: number;
  /** Title of the section; absent where the deployment did it. */
  readonly section?: string;
  /** Who proposed it. */
  readonly by?: string;
  /** When it takes place without a decision. */
  readonly appliesAt?: number;
  /** Each line by which it protects less. */
  readonly weakens: readonly string[];
  /** The console's page of it. */
  readonly url: string;
}

const HEADINGS: Readonly<Record<SettingsEvent, string>> = {
  proposed: "A change that protects less waits",
  applied: "A change that protects less took place",
  withdrawn: "A change that protects less was withdrawn",
  refused: "A change that protects less was refused",
  outdated: "A change that protects less was dropped",
  lapsed: "A change that protects less was dropped",
  deployed: "What the deployment says would protect less",
  deployed_applied: "The deployment now protects less",
  deployed_refused: "What the deployment says was refused",
};

const LINES_SHOWN = 20;
const LONGEST_LINE = 200;

export function settingsEmail(input: SettingsMail): Omit<RenderedEmail, "channel"> {
  const organisation = configuredText(input.organisation);
  const heading = HEADINGS[input.event];
  const subject = `Settings: ${heading.charAt(0).toLowerCase()}${heading.slice(1)}`;
  const foot = brandedFoot(
    input.brand,
    `${organisation} IT Service Desk. Sent by the verification service to all admins and the security contact. Please do not reply to this email.`,
  );
  const what = happened(input);
  const shown = input.weakens.slice(0, LINES_SHOWN).map((line) => plainLine(line));
  const more = input.weakens.length - shown.length;
  const lines = more > 0 ? [...shown, `and ${String(more)} more`] : shown;
  return {
    fromName: `${organisation} IT Service Desk`,
    subject,
    preview: what,
    text: [what, lines.map((line) => `- ${line}`).join("\n"), input.url, foot].join("\n\n"),
    html: emailDocument({
      brand: input.brand,
      lang: "en",
      dir: "ltr",
      organisation,
      sender: `${organisation} IT`,
      subject,
      preview: what,
      heading,
      blocks: [
        paragraph(html`${what}`),
        ...lines.map((line) => paragraph(strong(line))),
        paragraph(addressLink(input.url, input.brand)),
      ],
      foot: [smallPrint(html`${foot}`)],
    }),
  };
}

function happened({ event, at, section = "", by = "", appliesAt, timeZone }: SettingsMail): string {
  const moment = (of: number): string => `${dayIn(of, timeZone)}, ${zonedTime(of, timeZone)}`;
  const when = moment(at);
  const proposal = `what ${personName(by)} proposed for "${section}"`;
  switch (event) {
    case "proposed":
      return `${personName(by)} proposed it for "${section}", ${when}. It takes place ${appliesAt === undefined ? "later" : moment(appliesAt)}, or a day after this reached you if that is later, unless another admin refuses it; earlier when one approves it.`;
    case "applied":
      return `It serves since ${when}: ${proposal}.`;
    case "withdrawn":
    case "refused":
    case "outdated":
      return `Nothing changed, ${when}: ${proposal}.`;
    case "lapsed":
      return `Nothing changed, ${when}: ${proposal}. Whoever proposed it is no active admin any more.`;
    case "deployed":
      return `Variables of the deployment were changed, first seen ${when}. What they said before goes on serving until ${appliesAt === undefined ? "later" : moment(appliesAt)}, or until a day after this reached you if that is later, unless an admin refuses it; no longer when one approves it.`;
    case "deployed_applied":
      return `What the deployment's variables say serves since ${when}.`;
    case "deployed_refused":
      return `What the deployment's variables said before goes on serving: an admin refused the change, ${when}. It does so until they say something else, or an admin lets it in.`;
  }
}

/** Names of categories and groups are whatever an admin typed: no second line, and nothing that looks like a link. */
function plainLine(text: string): string {
  const line = text
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll("://", ":")
    .replaceAll("@", " at ")
    .trim();
  return Array.from(line).slice(0, LONGEST_LINE).join("");
}
