/** A mail about access to the console: an invitation, or something that its owner, an admin or security should see. */
import { dayIn, zonedTime } from "../../kit/zoned-time.ts";
import { isOwnerNews, type AccessNewsKind, type OwnerNewsKind } from "../desk-mail.ts";
import { addressLink, button, emailDocument, paragraph, smallPrint } from "../email-layout.ts";
import { html } from "../html.ts";
import { brandedFoot, type MailBrand } from "../mail-brand.ts";
import type { RenderedEmail } from "../message.ts";
import { configuredText, personName } from "../variables.ts";

export interface DeskMailMessage {
  /** Name of the organisation; messages say "{organisation} IT". */
  readonly organisation: string;
  /** IANA zone that clock times are written in. */
  readonly timeZone: string;
  readonly brand?: MailBrand;
  readonly kind: AccessNewsKind | OwnerNewsKind;
  /** Name of the user whom it is about; to an owner what the kind says. */
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

function wordsOf(message: DeskMailMessage): Words {
  const { kind, at, until, timeZone } = message;
  const about = personName(message.about);
  const moment = (of: number): string => `${dayIn(of, timeZone)}, ${zonedTime(of, timeZone)}`;
  const said = { about, time: moment(at), until: moment(until) };
  return isOwnerNews(kind) ? ownerWords(kind, said) : accessWords(kind, said);
}

interface Said {
  readonly about: string;
  readonly time: string;
  readonly until: string;
}

const NOT_YOU =
  "Was it not you? Open that page, end every sign-in that you do not know, and tell your IT Service Desk and security at once.";

/** All that somebody who got in for a moment would do to stay. */
function ownerWords(kind: OwnerNewsKind, { about, time }: Said): Words {
  switch (kind) {
    case "own_passkey_added":
      return {
        heading: "A passkey was added to your account",
        lines: [
          `A passkey with the name ${about} was added to your account in the Helpdesk Console, ${time}. It stands under Your sign-ins.`,
          "Was it not you? Remove it there, end every sign-in that you do not know, and tell your IT Service Desk and security at once.",
        ],
      };
    case "own_recovery_code_used":
      return {
        heading: "A recovery code of yours was used",
        lines: [
          `Somebody signed in under your name with one of your recovery codes, ${time}. Codes left: ${about}. More stands under Your sign-ins.`,
          NOT_YOU,
        ],
      };
    case "own_recovery_codes_made":
      return {
        heading: "New recovery codes were made for you",
        lines: [
          `${about} new recovery codes were made under your name, ${time}; those from before work no more. More stands under Your sign-ins.`,
          NOT_YOU,
        ],
      };
    case "own_account_linked":
      return {
        heading: "A company account was linked with you",
        lines: [
          `An account was linked with your user in the Helpdesk Console by the button ${about}, ${time}: whoever has it signs in under your name. More stands under Your sign-ins.`,
          NOT_YOU,
        ],
      };
    case "own_link_made":
      return {
        heading: "A sign-in link was made for you",
        lines: [
          `${about} made a link that signs in under your name, ${time}. It works once. Where it was used stands under Your sign-ins.`,
          "You did not ask for it? Tell your security contact at once, and not whoever made it.",
        ],
      };
  }
}

function accessWords(kind: AccessNewsKind, { about: name, time, until }: Said): Words {
  switch (kind) {
    case "invitation":
      return {
        heading: "You are invited to the Helpdesk Console",
        lines: [
          `Hello ${name}, this link signs you in. It works once, until ${until}; hand it to nobody.`,
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
    case "admin_gone":
      return {
        heading: "Somebody is no admin any more",
        lines: [
          `${name} was an admin of the Helpdesk Console and was deleted, deactivated or given another role, ${time}. Who did it stands in the Audit Log.`,
          "You did not expect it? Ask both. Whatever waits for a second admin can now be stopped by one fewer.",
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
    case "spoiled_settings":
      return {
        heading: "Settings were changed outside of this product",
        lines: [
          `The section ${name} of the settings was changed in the database, which was found ${time}. Which versions stands in the Audit Log.`,
          "What was changed counts for nothing. Find out who can write to the database.",
        ],
      };
    case "account_linked":
      return {
        heading: "A company account was linked",
        lines: [
          `${name} linked a company account with their user in the Helpdesk Console, ${time}, and signs in with it from now on.`,
          "You did not expect it? Ask them whether it was them. If not, deactivate the user under Settings, User Management.",
        ],
      };
    case "person_passkey_undone":
      return {
        heading: "A new passkey was not its person's",
        lines: [
          `A passkey had been added on the own page of ${name}, and somebody who was told of it said that it was not them, ${time}. It was taken away, and every sign-in on that page was ended.`,
          "Somebody has probably taken over the person's company account. Call the person on a number that you know, and end that account's sign-ins at the provider.",
        ],
      };
    case "account_linked_in_emergency":
      return {
        heading: "A company account was linked in an emergency",
        lines: [
          `${name} linked a company account with their user in an emergency sign-in to the Helpdesk Console, ${time}, and signs in with it from now on, also after the emergency.`,
          "You did not expect it? Deactivate the user under Settings, User Management, and find out who made the emergency link.",
        ],
      };
    case "block_lifted":
      return {
        heading: "A block of a person was lifted",
        lines: [
          `Checks of ${name} had been stopped and were freed by somebody of the desk, ${time}. Who did it and why stands on the person's page and in the Audit Log.`,
          "You did not expect it? Call the person on a number that you know, and ask whoever did it.",
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
  const foot = brandedFoot(
    message.brand,
    `${organisation} IT Service Desk. Sent by the verification service. Please do not reply to this email.`,
  );
  const [preview = ""] = lines;
  return {
    fromName: `${organisation} IT Service Desk`,
    subject: heading,
    preview,
    text: [...lines.slice(0, 1), url, ...lines.slice(1), foot].join("\n\n"),
    html: emailDocument({
      brand: message.brand,
      lang: "en",
      dir: "ltr",
      organisation,
      sender: `${organisation} IT`,
      subject: heading,
      preview,
      heading,
      blocks: [
        paragraph(html`${preview}`),
        kind === "invitation"
          ? button({ label: "Sign in", url, brand: message.brand })
          : paragraph(addressLink(url, message.brand)),
        ...lines.slice(1).map((line) => paragraph(html`${line}`)),
      ],
      foot: [smallPrint(html`${foot}`)],
    }),
  };
}
