import { z } from "zod";
import { accentColour } from "../accent.ts";
import { cleanPng, LOGO_BYTES } from "../png.ts";
import { plainWords } from "../fields.ts";
import { section } from "../section.ts";

/** Where a desk has no name of its own for it. */
export const PRODUCT_NAME = "imper.ai";

/** In base64: three bytes are four characters. */
const MOST_CHARACTERS = Math.ceil(LOGO_BYTES / 3) * 4;

/** What does not draw the picture is gone after this. */
const logo = z
  .string()
  .max(MOST_CHARACTERS, "must be at most 64 KB")
  .transform((text, context) => {
    if (text === "") {
      return "";
    }
    const bytes = z.base64().safeParse(text).success ? z.util.base64ToUint8Array(text) : new Uint8Array();
    const png = cleanPng(bytes);
    if (png.ok) {
      return z.util.uint8ArrayToBase64(png.value.bytes);
    }
    context.addIssue({ code: "custom", message: png.error });
    return z.NEVER;
  });

export const branding = section({
  id: "branding",
  title: "Branding",
  changedWith: "settings.change",
  purpose: "Under which name, logo and colour the product appears to agents and requesters.",
  fields: {
    BRAND_NAME: plainWords(40).min(1).default(PRODUCT_NAME).meta({
      title: "Product name",
      description: "Name that people see in notes, the console and the portal's data page",
    }),
    BRAND_LOGO: logo.default("").meta({
      title: "Logo",
      description:
        "PNG in base64, at most 64 KB and 512 pixels a side; shown in the console and on every page of the portal",
      image: true,
    }),
    BRAND_ACCENT: accentColour.default("").meta({
      title: "Accent colour",
      description:
        "Colour of buttons and links, like #2f57c9; from it a tone is made for each theme in which it can be read",
    }),
  },
  summary: (values) => [
    `Appears as ${String(values["BRAND_NAME"])}`,
    [
      values["BRAND_LOGO"] === "" ? "Without a logo" : "With a logo",
      values["BRAND_ACCENT"] === "" ? "in the product's own colours" : `in ${String(values["BRAND_ACCENT"])}`,
    ].join(", "),
  ],
});
