import { createHash } from "node:crypto";
import { z } from "zod";
import type { Brand } from "../../app/ports/brand.ts";
import { defined } from "../../core/kit/defined.ts";
import { accentStyle, tonesOf } from "../../core/settings/accent.ts";
import { cleanPng } from "../../core/settings/png.ts";

/** As much of a digest as two logos of one desk need to differ. */
const NAME_LENGTH = 20;

export function brandOf({
  BRAND_LOGO,
  BRAND_ACCENT,
}: {
  readonly BRAND_LOGO: string;
  readonly BRAND_ACCENT: string;
}): Brand {
  return defined({ logo: logoOf(BRAND_LOGO), accent: accentOf(BRAND_ACCENT) });
}

function logoOf(base64: string): Brand["logo"] {
  const png = base64 === "" ? undefined : cleanPng(z.util.base64ToUint8Array(base64));
  if (png?.ok !== true) {
    return undefined;
  }
  const name = createHash("sha256").update(base64).digest("hex").slice(0, NAME_LENGTH);
  return { file: `${name}.png`, ...png.value };
}

function accentOf(colour: string): Brand["accent"] {
  if (colour === "") {
    return undefined;
  }
  const style = accentStyle(tonesOf(colour));
  return { style, hash: `sha256-${createHash("sha256").update(style).digest("base64")}` };
}
