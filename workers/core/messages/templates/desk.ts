/** A mail about access to the console: an invitation, or something that an admin or security should see. */
import { dayIn, zonedTime } from "../../kit/zoned-time.ts";
import type { AccessNewsKind } from "../desk-mail.ts";
import { addressLink, button, emailDocument, paragraph, smallPrint } from "../email-layout.ts";
import { html } from "../html.ts";
import type { RenderedEmail } from "../message.ts";
import { configuredText, personName } from "../variables.ts";

export interface DeskMailMessage {
  /** Name of the organisation; messages say "{organisation} IT". */
  readonly organisation: string;
  /** IANA zone that clock times are written in. */
  readonly timeZone: string;
  readonly kind: AccessNewsKind;
  /** Name of the user whom it is about. */
  readonly about: string;
  readonly at: number;
  readonly url: string;
  /** When an invitation ends. */
  readonly until: number;
}

interface Words {
  readonly heading: string;
  readonly lines: readonly string[];
}

function wordsOf({ kind, about, at, until, timeZone }: DeskMailMessage): Words {
  const name = personName(about);
  const moment = (of: number): string => `${dayIn(of, timeZone)}, ${zonedTime(of, timeZone)}`;
  const time = moment(at);
  switch (kind) {
    case "invitation":
      return {
        heading: "You are invited to the Helpdesk Console",
        lines: [
          `Hello ${name}, this link signs you in. It works once, until ${moment(until)}; hand it to nobody.`,
          "You did not expect it? Ask your IT Service Desk before you open it.",
        ],
      };
    case "recovery_code_used":
      return {
        heading: "A recovery code was used",
        lines: [
          `${name} signed in to the Helpdesk Console with a recovery code, ${time}.`,
          "Ask them whether it was them. If not, deactivate the user under Settings, User Management.",
        ],
      };
    case "admin_made":
      return {
        heading: "Somebody became an admin",
        lines: [
          `${name} was invited as an admin of the Helpdesk Console, or made one, ${time}. Who did it stands in the Audit Log.`,
          "You did not expect it? Deactivate the user under Settings, User Management, and ask whoever did it.",
        ],
      };
    case "spoiled_rows":
      return {
        heading: "People were changed outside of this product",
        lines: [
          `An import of people that ${name} started found people or contacts that somebody had changed in the database, ${time}. How many stands in the Audit Log.`,
          "They counted for nobody, and were written anew from the file. Find out who can write to the database.",
        ],
      };
    case "break_glass_link":
      return {
        heading: "An emergency sign-in link was made",
        lines: [
          `A link that signs in ${name} without passkey or company account was made, ${time}. What is done with it stands in the Audit Log.`,
          "Nobody needs it right now? Deactivate the user under Settings, User Management, and find out who made it.",
        ],
      };
  }
}

export function deskEmail(message: DeskMailMessage): Omit<RenderedEmail, "channel"> {
  const organisation = configuredText(message.organisation);
  const { heading, lines } = wordsOf(message);
  const { url, kind } = message;
  const foot = `${organisation} IT Service Desk. Sent by the verification service. Please do not reply to this email.`;
  const [preview = ""] = lines;
  return {
    fromName: `${organisation} IT Service Desk`,
    subject: heading,
    preview,
    text: [...lines.slice(0, 1), url, ...lines.slice(1), foot].join("\n\n"),
    html: emailDocument({
      lang: "en",
      dir: "ltr",
      organisation,
      sender: `${organisation} IT`,
      subject: heading,
      preview,
      heading,
      blocks: [
        paragraph(html`${preview}`),
        kind === "invitation" ? button("Sign in", url) : paragraph(addressLink(url)),
        ...lines.slice(1).map((line) => paragraph(html`${line}`)),
      ],
      foot: [smallPrint(html`${foot}`)],
    }),
  };
}
