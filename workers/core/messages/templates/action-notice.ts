/**
 * Tells a contact of a person, or their manager, of what was asked for or done in the person's name. Names no agent, no
 * address, no question and no score: whoever reads along learns nothing to answer with. Its link stops it after a press.
 */
import type { Language } from "../../kit/language.ts";
import type { NoticeEvent } from "../../policy/notice-event.ts";
import { addressLink, button, emailDocument, paragraph, smallPrint } from "../email-layout.ts";
import { fillHtml, fillText } from "../fill.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsText } from "../segments.ts";
import { senderWords } from "../sender.ts";
import { personName } from "../variables.ts";
import type { MessageWords } from "../words/message-words.ts";
import { messageWords } from "../words/words.ts";

export interface ActionNotice extends Sender {
  /** Oldest first, one at least. */
  readonly events: readonly (NoticeEvent & { readonly at: number })[];
  readonly link: string;
  /** Whom it is about; only a manager is told. */
  readonly person: string;
}

type Told = "own" | "report";

export function actionNotice(told: Told): Template<ActionNotice> {
  return { sms: (message) => sms(message, told), email: (message) => email(message, told) };
}

/** "The password was changed", for pages too. */
export const noticeWords = (event: NoticeEvent, language: Language): string => whatOf(messageWords(language), event);

function whatOf({ actionNotice: all }: MessageWords, event: NoticeEvent): string {
  return event.cause === "sent" ? all.sent[event.action] : all.done[event.action];
}

/** Of several the last one stands nowhere alone. */
function titleOf(words: MessageWords, { events }: ActionNotice): string {
  const [first] = events;
  const whats = new Set(events.map((event) => whatOf(words, event)));
  return first !== undefined && whats.size === 1 ? whatOf(words, first) : words.actionNotice.several;
}

function sms(message: ActionNotice, told: Told): string {
  const { words, sender } = senderWords(message);
  const values = { sender, person: personName(message.person), what: titleOf(words, message), link: message.link };
  return smsText(fillText(words.actionNotice[told].sms, values));
}

function email(message: ActionNotice, told: Told): Omit<RenderedEmail, "channel"> {
  const { words, organisation, sender, desk, foot, commaNumber, clock } = senderWords(message);
  const { lang, dir, actionNotice: all, link: linkWords } = words;
  const what = titleOf(words, message);
  const values = { sender, person: personName(message.person), what, number: commaNumber, link: message.link };
  const day = new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", timeZone: message.timeZone });
  const events = message.events.map((event) => ({
    day: day.format(event.at),
    time: clock(event.at),
    what: whatOf(words, event),
  }));
  const { subject: subjectLine, intro, notYou, button: label } = all[told];
  const [subject, preview] = [fillText(subjectLine, values), fillText(all.preview, values)];
  const text = [
    what,
    fillText(intro, values),
    ...events.map((event) => fillText(all.line, event)),
    fillText(notYou, values),
    `${label}:\n${message.link}`,
    fillText(all.else, values),
    foot,
  ];
  return {
    fromName: desk,
    subject,
    preview,
    text: `${text.join("\n\n")}\n`,
    html: emailDocument({
      brand: message.brand,
      lang,
      dir,
      organisation,
      sender,
      subject,
      preview,
      heading: what,
      blocks: [
        paragraph(fillHtml(intro, values)),
        ...events.map((event) => paragraph(fillHtml(all.line, event))),
        paragraph(fillHtml(notYou, values)),
        button({ label, url: message.link, brand: message.brand }),
        paragraph(fillHtml(all.else, values)),
      ],
      foot: [
        smallPrint(html`${linkWords.copyAddress}<br />${addressLink(message.link, message.brand)}`),
        smallPrint(html`${foot}`),
      ],
    }),
  };
}
