/** A person's own page: the screen, its status and the policy for its inline styles. */
import { renderMe } from "../../console/portal/render-me.tsx";
import { personProviders } from "../app/me/sign-in.ts";
import { ME_PATHS, type MeFrame, type MeProblem, type MeScreen } from "../contract/me.ts";
import { defined } from "../core/kit/defined.ts";
import type { Ctx } from "./context.ts";
import { chosenLanguage, languageFor } from "./language.ts";
import { logoOf } from "./logo.ts";
import { portalPolicy } from "./middleware/headers.ts";
import { deskOf } from "./portal-page.ts";
import { ME_SCRIPT_URL, PORTAL_CSS, PORTAL_STYLE_HASH } from "./portal-assets.generated.ts";
import { statusOf, type ProblemCode } from "./problems.ts";

export const isMePath = (path: string): boolean => path === ME_PATHS.page || path.startsWith(`${ME_PATHS.page}/`);

export function mePage(c: Ctx, screen: MeScreen, code?: ProblemCode): Response {
  const { deps } = c.var;
  const { accent } = deps.brand;
  const rendered = renderMe({
    frame: frameOf(c),
    screen,
    assets: { css: PORTAL_CSS, ...defined({ accent: accent?.style }), scriptUrl: ME_SCRIPT_URL },
    now: deps.clock(),
  });
  return c.html(rendered.html, (code === undefined ? rendered.status : statusOf(code)) as 200, {
    "content-security-policy": portalPolicy([PORTAL_STYLE_HASH, ...(accent === undefined ? [] : [accent.hash])]),
    "cache-control": "no-store",
  });
}

export function signInPage(c: Ctx, problem?: MeProblem): MeScreen {
  return { screen: "sign_in", providers: personProviders(c.var.deps), ...defined({ problem }) };
}

/**
 * Nobody is signed in any more, or not lately enough for this, or what was sent cannot be read: where to sign in, and
 * that it can be tried again.
 */
export function personRefusal(c: Ctx, code: ProblemCode): Response {
  const problem = code === "request.unauthenticated" ? undefined : code === "step_up.needed" ? "step_up" : "unreadable";
  return mePage(c, signInPage(c, problem), code);
}

function frameOf(c: Ctx): MeFrame {
  const { config } = c.var.deps;
  return {
    locale: languageFor(c),
    ...defined({ chosen: chosenLanguage(c), logo: logoOf(c) }),
    organisation: config.ORGANISATION_NAME,
    brand: config.BRAND_NAME,
    timeZone: config.TIME_ZONE,
    desk: deskOf(c),
  };
}
