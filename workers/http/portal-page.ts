/** Renders a portal reply: the screen, its status, its cookie and the policy for its inline styles. */
import type { Language } from "../core/kit/language.ts";
import { messageWords } from "../core/messages/words/words.ts";
import { tellsSecurity } from "../core/messages/security-notice.ts";
import { renderPortal } from "../../console/portal/render.tsx";
import type { PortalReply } from "../app/portal/requester-verbs.ts";
import { deskPlaceOf } from "../core/settings/sections/organisation.ts";
import { openToday, readOpeningHours } from "../core/policy/opening-hours.ts";
import { FIELDS, type DeskInfo, type PortalFrame, type PortalScreen } from "../contract/portal.ts";
import { defined } from "../core/kit/defined.ts";
import type { Ctx } from "./context.ts";
import { chosenLanguage, languageFor } from "./language.ts";
import { logoOf } from "./logo.ts";
import { portalPolicy } from "./middleware/headers.ts";
import { PASSKEY_SCRIPT_URL, PORTAL_CSS, PORTAL_SCRIPT_URL, PORTAL_STYLE_HASH } from "./portal-assets.generated.ts";
import { statusOf, type ProblemCode } from "./problems.ts";

/** Screens on which nothing can be stopped any more. */
const SETTLED: ReadonlySet<PortalScreen["screen"]> = new Set([
  "verified",
  "action_done",
  "action_withdrawn",
  "not_verified",
  "person_asked",
  "timed_out",
  "moved",
  "unknown",
  "fault",
  "report",
]);

/** Screens that the page itself, asked for again, would not show. */
const ONLY_IN_REPLY: ReadonlySet<PortalScreen["screen"]> = new Set(["reported", "warning", "no_cookies"]);

/** Pages that have an address of their own. */
const PAGES: Partial<Record<PortalScreen["screen"], NonNullable<PortalFrame["page"]>>> = {
  report: "report",
  data: "data",
  other_ways: "otherWays",
};

export function portalPage(
  c: Ctx,
  locator: string,
  reply: Pick<PortalReply, "screen" | "practice"> & { readonly problem?: ProblemCode },
): Response {
  const { deps } = c.var;
  const { accent } = deps.brand;
  const rendered = renderPortal({
    frame: frameOf(c, locator, reply),
    screen: reply.practice === true ? practiceScreen(reply.screen, languageFor(c)) : reply.screen,
    assets: {
      css: PORTAL_CSS,
      ...defined({ accent: accent?.style }),
      scriptUrl: PORTAL_SCRIPT_URL,
      passkeyUrl: PASSKEY_SCRIPT_URL,
    },
    now: deps.clock(),
  });
  const status = reply.problem === undefined ? rendered.status : statusOf(reply.problem);
  return c.html(rendered.html, status as 200, {
    "content-security-policy": portalPolicy([PORTAL_STYLE_HASH, ...(accent === undefined ? [] : [accent.hash])]),
    "cache-control": "no-store",
  });
}

/** What stands in the place of a ticket is told in the reader's language. */
const practiceScreen = (screen: PortalScreen, language: Language): PortalScreen =>
  "ticketNumber" in screen ? { ...screen, ticketNumber: messageWords(language).practice } : screen;

/**
 * After a press: the script gets the next page at once; a plain form is sent to it, so that a
 * reload asks for the page again and not for the press.
 */
export function portalReply(c: Ctx, request: { locator: string }, reply: PortalReply): Response {
  const enhanced = c.req.header("x-enhanced") === "1";
  if (enhanced || reply.problem !== undefined || ONLY_IN_REPLY.has(reply.screen.screen)) {
    return portalPage(c, request.locator, reply);
  }
  const chosen = chosenLanguage(c);
  const query = chosen === undefined ? "" : `?${FIELDS.language}=${chosen}`;
  return c.redirect(`/v/${request.locator}${query}`, 303);
}

function frameOf(c: Ctx, locator: string, { screen, practice }: Pick<PortalReply, "screen" | "practice">): PortalFrame {
  const { config, security } = c.var.deps;
  return {
    locator,
    locale: languageFor(c),
    ...defined({ chosen: chosenLanguage(c), page: PAGES[screen.screen], practice, logo: logoOf(c) }),
    organisation: config.ORGANISATION_NAME,
    brand: config.BRAND_NAME,
    timeZone: config.TIME_ZONE,
    reportable: screen.screen === "reported" ? screen.again : !SETTLED.has(screen.screen),
    tellsSecurity: tellsSecurity(security.channels),
    desk: deskOf(c),
  };
}

export function deskOf(c: Ctx): DeskInfo {
  const { config, clock } = c.var.deps;
  const hours = readOpeningHours(config.DESK_HOURS);
  const open = hours && openToday(hours, { now: clock(), timeZone: config.TIME_ZONE });
  return {
    phone: config.DESK_PHONE,
    ...defined({ place: deskPlaceOf(config), open }),
    privacyContact: config.PRIVACY_CONTACT,
  };
}
