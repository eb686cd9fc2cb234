/** What every message says of who sends it, in the recipient's language. */
import { timeOfDay, zonedTime, zoneName } from "../kit/zoned-time.ts";
import { fillText } from "./fill.ts";
import { brandedFoot } from "./mail-brand.ts";
import type { Sender } from "./message.ts";
import { configuredText } from "./variables.ts";
import type { Counted, MessageWords } from "./words/message-words.ts";
import { messageWords } from "./words/words.ts";

export interface SenderWords {
  readonly words: MessageWords;
  readonly organisation: string;
  readonly sender: string;
  readonly desk: string;
  readonly foot: string;
  /** The desk's number; empty where it is not known. */
  readonly number: string;
  /** The same behind other words: ", 020 7946 0123". */
  readonly commaNumber: string;
  readonly clock: (at: number) => string;
}

export function senderWords(message: Sender): SenderWords {
  const words = messageWords(message.language);
  const organisation = configuredText(message.organisation);
  const number = configuredText(message.deskNumber);
  const commaNumber = number === "" ? "" : `, ${number}`;
  return {
    words,
    organisation,
    sender: fillText(words.sender, { organisation }),
    desk: fillText(words.desk, { organisation }),
    foot: brandedFoot(message.brand, fillText(words.foot, { organisation, number: commaNumber })),
    number,
    commaNumber,
    clock: (at) => clockTime(at, message),
  };
}

/** In English as notes and console say it. */
function clockTime(at: number, { timeZone, language }: Sender): string {
  const values = { time: timeOfDay(at, timeZone), zone: zoneName(at, timeZone) };
  return language === "en" ? zonedTime(at, timeZone) : fillText(messageWords(language).zonedTime, values);
}

export function counted(forms: Counted, n: number, lang: string): string {
  return fillText(forms[new Intl.PluralRules(lang).select(n)] ?? forms.other, { n: String(n) });
}
