/**
 * The frame all our mails share: one column of at most 600 px, tables and inline styles
 * because mail clients drop the rest, and a small style element that only adds dark colours.
 * Nothing is loaded from anywhere: no image, no font, no tracking.
 */
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { mailTones, type MailBrand, type MailTones } from "./mail-brand.ts";

export interface EmailPage {
  /** BCP 47. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  readonly organisation: string;
  /** Who writes: "Aldermoor IT". */
  readonly sender: string;
  readonly subject: string;
  /** Shown by mail clients beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly blocks: readonly Html[];
  readonly foot: readonly Html[];
  readonly brand: MailBrand | undefined;
}

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const TEXT = `${FONT};font-size:16px;line-height:1.45;color:#161a22`;
const MUTED = `${FONT};font-size:16px;line-height:1.45;color:#545d6e`;
const SMALL = `${FONT};font-size:14px;line-height:1.45;color:#545d6e`;

const darkStyle = ({ dark }: MailTones): Html =>
  html`<style>
    @media (prefers-color-scheme: dark) {
      .canvas {
        background-color: #0f1218 !important;
      }
      .card {
        background-color: #171b23 !important;
        border-color: #2a303b !important;
      }
      .rule {
        border-color: #2a303b !important;
      }
      .text {
        color: #eceff4 !important;
      }
      .muted {
        color: #a3adbd !important;
      }
      .link {
        color: ${dark.accent} !important;
      }
      .accent {
        background-color: ${dark.accent} !important;
        color: ${dark.onAccent} !important;
      }
    }
  </style>`;

export const paragraph = (content: Html): Html => html`<p class="text" style="margin:0 0 16px;${TEXT}">${content}</p>`;

export const caption = (content: Html): Html => html`<p class="muted" style="margin:0 0 16px;${MUTED}">${content}</p>`;

export const smallPrint = (content: Html): Html =>
  html`<p class="muted" style="margin:0 0 8px;${SMALL}">${content}</p>`;

export const strong = (text: string): Html => html`<strong style="font-weight:600">${text}</strong>`;

export const rule = (): Html => html`<hr class="rule" style="margin:24px 0;border:0;border-top:1px solid #dfe3ea" />`;

/** A code in large, evenly spaced digits; no link, so that nothing tempts to press. */
export const largeCode = (code: string): Html =>
  html`<p
    class="text"
    style="margin:0 0 16px;${FONT};font-size:28px;line-height:1.2;font-weight:600;letter-spacing:2px;color:#161a22"
  >
    ${code}
  </p>`;

export const addressLink = (url: string, brand: MailBrand | undefined): Html =>
  html`<a class="link" href="${url}" style="color:${mailTones(brand).light.accent};word-break:break-all">${url}</a>`;

interface Button {
  readonly label: string;
  readonly url: string;
  readonly brand: MailBrand | undefined;
}

const filled = (brand: MailBrand | undefined): string => {
  const { accent, onAccent } = mailTones(brand).light;
  return `border-radius:6px;background-color:${accent};color:${onAccent}`;
};

export function button({ label, url, brand }: Button): Html {
  const face = `display:block;padding:14px 16px;${filled(brand)};${FONT};font-size:16px;font-weight:600;line-height:1.25;text-align:center;text-decoration:none`;
  return html`<table
    role="presentation"
    width="100%"
    cellpadding="0"
    cellspacing="0"
    border="0"
    style="margin:0 0 16px"
  >
    <tr>
      <td>
        <a class="accent" href="${url}" style="${face}">${label}</a>
      </td>
    </tr>
  </table>`;
}

/** The whole document as text. */
export function emailDocument(page: EmailPage): string {
  return html`<!doctype html>
    <html lang="${page.lang}" dir="${page.dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <title>${page.subject}</title>
        ${darkStyle(mailTones(page.brand))}
      </head>
      <body class="canvas" style="margin:0;padding:0;background-color:#f6f7f9">
        <div role="main">
          <div style="display:none;max-height:0;overflow:hidden">${page.preview}</div>
          <table
            role="presentation"
            class="canvas"
            width="100%"
            cellpadding="0"
            cellspacing="0"
            border="0"
            style="background-color:#f6f7f9"
          >
            <tr>
              <td align="center" style="padding:16px 12px">
                <table
                  role="presentation"
                  class="card"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  border="0"
                  style="max-width:600px;background-color:#ffffff;border:1px solid #dfe3ea;border-radius:10px"
                >
                  <tr>
                    <td align="${page.dir === "rtl" ? "right" : "left"}" style="padding:24px">
                      ${brandLine(page)}
                      <h1
                        class="text"
                        style="margin:16px 0 8px;text-wrap:balance;${FONT};font-size:22px;line-height:1.2;font-weight:600;color:#161a22"
                      >
                        ${page.heading}
                      </h1>
                      ${page.blocks} ${rule()} ${page.foot}
                    </td>
                  </tr>
                </table>
              </td>
            </tr>
          </table>
        </div>
      </body>
    </html> `.markup;
}

function brandLine({ organisation, sender, brand }: EmailPage): Html {
  const initial = Array.from(organisation).slice(0, 1).join("").toUpperCase();
  const badge = `width:28px;height:28px;${filled(brand)};${FONT};font-size:16px;font-weight:600;text-align:center`;
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0">
    <tr>
      <td class="accent" aria-hidden="true" style="${badge}">${initial}</td>
      <td class="text" style="padding:0 10px;${TEXT}">${sender}</td>
    </tr>
  </table>`;
}
