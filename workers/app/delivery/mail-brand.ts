/** The brand of the settings as mails carry it. */
import { defined } from "../../core/kit/defined.ts";
import type { MailBrand } from "../../core/messages/mail-brand.ts";
import { tonesOf } from "../../core/settings/accent.ts";
import { PRODUCT_NAME } from "../../core/settings/sections/branding.ts";
import type { Deps } from "../deps.ts";

/** In tones that can be read on white and on near-black, whatever colour was chosen. */
export function mailBrand({ BRAND_NAME: name, BRAND_ACCENT: colour }: Deps["config"]): MailBrand {
  return defined({
    name: name === PRODUCT_NAME ? undefined : name,
    accent: colour === "" ? undefined : tonesOf(colour),
  });
}
