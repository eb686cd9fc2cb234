/** Every mail of the product, with a brand of the desk's own and without. */
import { expect, it } from "vitest";
import { contrast, tonesOf } from "../settings/accent.ts";
import { codeTemplate } from "./templates/code.ts";
import { deliveryTestMessage } from "./templates/delivery-test.ts";
import { deskEmail } from "./templates/desk.ts";
import { linkTemplate } from "./templates/link.ts";
import { personNotice } from "./templates/person-notice.ts";
import { securityEmail } from "./templates/security.ts";
import { settingsEmail } from "./templates/settings.ts";
import type { MailBrand } from "./mail-brand.ts";

const common = {
  organisation: "Aldermoor",
  deskNumber: "",
  timeZone: "UTC",
  language: "en",
  ticketNumber: "1",
} as const;
const url = "https://console.example/x";

const mails = {
  link: (brand: MailBrand) => linkTemplate.email({ ...common, brand, link: url, lifetimeMinutes: 10, expiresAt: 0 }),
  code: (brand: MailBrand) =>
    codeTemplate.email({ ...common, brand, code: "123456", portalHost: "verify.example", expiresAt: 0 }),
  "a notice": (brand: MailBrand) => personNotice("blockLifted").email({ ...common, brand, at: 0 }),
  invitation: (brand: MailBrand) =>
    deskEmail({ ...common, brand, kind: "invitation", about: "Kim", at: 0, until: 1, url }),
  settings: (brand: MailBrand) => settingsEmail({ ...common, brand, event: "deployed", at: 0, weakens: ["a"], url }),
  security: (brand: MailBrand) =>
    securityEmail({
      ...common,
      brand,
      person: "Dana",
      notices: [{ cause: "reported", at: 0, ticketNumber: "1", url }],
    }),
  test: (brand: MailBrand) => deliveryTestMessage("email", { ...common, brand }) as { text: string; html: string },
};

const NEON = "#eaff00";

it.each(Object.entries(mails))("%s carries the brand's name, and its colour in a tone that can be read", (_, mail) => {
  const tones = tonesOf(NEON);
  const { text, html } = mail({ name: "Checkpoint", accent: tones });
  expect(text).toContain("Checkpoint · Aldermoor IT");
  expect(html).toContain("Checkpoint · Aldermoor IT");
  expect(html).toContain(`background-color:${tones.light.accent};color:${tones.light.onAccent}`);
  expect(html).toContain(`background-color: ${tones.dark.accent} !important`);
  expect(html).not.toMatch(/#2f57c9|#8fb0ff/);
  expect(contrast(tones.light.accent, tones.light.onAccent)).toBeGreaterThanOrEqual(4.5);
});

it.each(Object.entries(mails))("%s is the product's own without one, and a name cannot break out of it", (_, mail) => {
  expect(mail({}).text).not.toContain("·");
  expect(mail({}).html).toContain("background-color:#2f57c9;color:#ffffff");
  expect(mail({ name: "<b>x</b>" }).html).not.toContain("<b>x");
});
