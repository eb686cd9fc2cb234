import type { Language } from "../kit/language.ts";
import type { MailBrand } from "./mail-brand.ts";

/** What templates make. Rendered texts carry a link or a code, so callers wrap them as secrets at once. */
export interface RenderedSms {
  readonly channel: "sms";
  readonly text: string;
}

export interface RenderedEmail {
  readonly channel: "email";
  readonly fromName: string;
  readonly subject: string;
  readonly preview: string;
  readonly text: string;
  readonly html: string;
}

export type RenderedMessage = RenderedSms | RenderedEmail;

/** One kind of message in both channels, from one typed object. */
export interface Template<Input> {
  sms(input: Input): string;
  email(input: Input): Omit<RenderedEmail, "channel">;
}

/** What every message says about its sender. */
export interface Sender {
  /** Name of the organisation; messages say "{organisation} IT". */
  readonly organisation: string;
  /** Phone number of the desk as people dial it. */
  readonly deskNumber: string;
  /** IANA zone that clock times are written in. */
  readonly timeZone: string;
  /** In which the recipient is spoken to. */
  readonly language: Language;
  readonly brand?: MailBrand;
}
