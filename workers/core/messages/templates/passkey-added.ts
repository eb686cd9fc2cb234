/**
 * Tells of a new passkey, with a link that takes it away after a press: to its person at every contact, and to the
 * manager, who is told whose it is. The link signs nobody in.
 */
import { addressLink, button, emailDocument, paragraph, smallPrint } from "../email-layout.ts";
import { fillHtml, fillText } from "../fill.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsText } from "../segments.ts";
import { senderWords } from "../sender.ts";
import { personName } from "../variables.ts";

export interface PasskeyAdded extends Sender {
  readonly at: number;
  /** From when on it counts, and nobody who was told can take it away any more. */
  readonly until: number;
  readonly link: string;
  /** Whose it is. */
  readonly person: string;
}

type Told = "own" | "report";

export function passkeyAdded(told: Told): Template<PasskeyAdded> {
  return { sms: (message) => sms(message, told), email: (message) => email(message, told) };
}

function sms(message: PasskeyAdded, told: Told): string {
  const { words, sender } = senderWords(message);
  const person = personName(message.person);
  return smsText(fillText(words.passkeyAdded[told].sms, { sender, person, link: message.link }));
}

function email(message: PasskeyAdded, told: Told): Omit<RenderedEmail, "channel"> {
  const { words, organisation, sender, desk, foot, commaNumber, clock } = senderWords(message);
  const { lang, dir, passkeyAdded: all, link: linkWords } = words;
  const { subject: subjectLine, heading, what } = all[told];
  const day = (at: number) =>
    new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", timeZone: message.timeZone }).format(at);
  const values = {
    sender,
    person: personName(message.person),
    number: commaNumber,
    day: day(message.at),
    time: clock(message.at),
    until: day(message.until),
    link: message.link,
  };
  const [subject, preview] = [fillText(subjectLine, values), fillText(all.preview, values)];
  const lines = [heading, what, all.notYou, `${all.button}:\n{link}`, all.else];
  return {
    fromName: desk,
    subject,
    preview,
    text: `${[...lines.map((line) => fillText(line, values)), foot].join("\n\n")}\n`,
    html: emailDocument({
      brand: message.brand,
      lang,
      dir,
      organisation,
      sender,
      subject,
      preview,
      heading: fillText(heading, values),
      blocks: [
        paragraph(fillHtml(what, values)),
        paragraph(fillHtml(all.notYou, values)),
        button({ label: all.button, url: message.link, brand: message.brand }),
        paragraph(fillHtml(all.else, values)),
      ],
      foot: [
        smallPrint(html`${linkWords.copyAddress}<br />${addressLink(message.link, message.brand)}`),
        smallPrint(html`${foot}`),
      ],
    }),
  };
}
