/** What a mail shows of the desk's own brand, next to who writes. */
import { configuredText } from "./variables.ts";

export interface MailTone {
  /** `#rrggbb`, as the other. */
  readonly accent: string;
  readonly onAccent: string;
}

export interface MailTones {
  readonly light: MailTone;
  readonly dark: MailTone;
}

/** Absent: the desk has none of its own. */
export interface MailBrand {
  readonly name?: string;
  readonly accent?: MailTones;
}

const PRODUCT_TONES: MailTones = {
  light: { accent: "#2f57c9", onAccent: "#ffffff" },
  dark: { accent: "#8fb0ff", onAccent: "#0f1218" },
};

export const mailTones = (brand: MailBrand | undefined): MailTones => brand?.accent ?? PRODUCT_TONES;

/** The same in every language. */
export function brandedFoot(brand: MailBrand | undefined, foot: string): string {
  const name = configuredText(brand?.name ?? "");
  return name === "" ? foot : `${name} · ${foot}`;
}
