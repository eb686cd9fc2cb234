/**
 * A mail to the security team: which check, of whom, what happened, and the page where the rest
 * stands behind a sign-in. No contact, no answer, no network: mail is read and forwarded anywhere.
 */
import { zonedTime } from "../../kit/zoned-time.ts";
import { emailDocument, addressLink, paragraph, smallPrint, strong } from "../email-layout.ts";
import { html } from "../html.ts";
import { brandedFoot, type MailBrand } from "../mail-brand.ts";
import type { RenderedEmail } from "../message.ts";
import type { SecurityCause } from "../security-notice.ts";
import { configuredText, personName, ticketReference } from "../variables.ts";

export interface SecurityMail {
  /** Name of the organisation; messages say "{organisation} IT". */
  readonly organisation: string;
  /** IANA zone that clock times are written in. */
  readonly timeZone: string;
  readonly brand?: MailBrand;
  /** Whom the checks were of. */
  readonly person: string;
  /** Oldest first; several when they came within the time in which one mail is sent. */
  readonly notices: readonly SecurityMailNotice[];
}

export interface SecurityMailNotice {
  readonly cause: SecurityCause;
  readonly at: number;
  readonly ticketNumber: string;
  /** The console's page of the check. */
  readonly url: string;
  /** The agent who reported it, for a report that a person made. */
  readonly by?: string | undefined;
}

const WORDS: Readonly<Record<SecurityCause, string>> = {
  reported: "The recipient of a verification link says that it was not them.",
  declined:
    "The recipient of a verification link did not ask for it: somebody contacted them, or they do not know why.",
  high_risk: "A verification ended with high risk. The desk was told to reject the request.",
  must_not_proceed: "A verification met something that forbids the request. The desk was told not to proceed.",
  manager_warned:
    "A manager was asked to vouch for somebody of their team, and says that a caller had asked them to. The check was ended.",
  agent_report: "An agent reports this verification to security.",
  incident: "An agent reports this verification as an incident.",
  agent_limit: "An agent has reached a limit of the day and was stopped; this verification is one that it was about.",
};

function byWords({ cause, by }: SecurityMailNotice): string {
  if (by === undefined) {
    return "";
  }
  return cause === "agent_limit" ? ` The agent is ${personName(by)}.` : ` Reported by ${personName(by)}.`;
}

export function securityEmail(input: SecurityMail): Omit<RenderedEmail, "channel"> {
  const organisation = configuredText(input.organisation);
  const [first] = input.notices;
  const count = input.notices.length;
  const tickets = [...new Set(input.notices.map(({ ticketNumber }) => ticketReference(ticketNumber)))];
  const subject =
    count === 1
      ? `Security: ticket ${tickets.join("")}`
      : `Security: ${String(count)} notices, ticket ${tickets.join(", ")}`;
  const preview = first === undefined ? "" : WORDS[first.cause];
  const foot = brandedFoot(
    input.brand,
    `${organisation} IT Service Desk. Sent by the verification service. Please do not reply to this email.`,
  );
  const entries = input.notices.map((notice) => ({
    url: notice.url,
    lines: [
      WORDS[notice.cause],
      `Ticket ${ticketReference(notice.ticketNumber)}, ${zonedTime(notice.at, input.timeZone)}.${byWords(notice)}`,
    ],
  }));
  const about = `About ${personName(input.person)}.`;
  return {
    fromName: `${organisation} IT Service Desk`,
    subject,
    preview,
    text: [about, ...entries.map(({ lines, url }) => [...lines, url].join("\n")), foot].join("\n\n"),
    html: emailDocument({
      brand: input.brand,
      lang: "en",
      dir: "ltr",
      organisation,
      sender: `${organisation} IT`,
      subject,
      preview,
      heading: count === 1 ? "A verification that security should see" : "Verifications that security should see",
      blocks: [
        paragraph(html`${about}`),
        ...entries.flatMap(({ lines: [what = "", when = ""], url }) => [
          paragraph(html`${strong(what)} ${when}`),
          paragraph(addressLink(url, input.brand)),
        ]),
      ],
      foot: [smallPrint(html`${foot}`)],
    }),
  };
}
