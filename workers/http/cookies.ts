/** The cookies. `__Host-` binds them to this host, this path and TLS; they never meet: one per surface, one per check, and one that only shows that cookies come back. */
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { VerificationId } from "../core/kit/ids.ts";
import type { Ctx } from "./context.ts";

const CONSOLE_COOKIE = "console";
const PREFIX = "host" as const;

export function consoleCookie(c: Ctx): string | undefined {
  return getCookie(c, CONSOLE_COOKIE, PREFIX);
}

export function setConsoleCookie(c: Ctx, token: string, maxAgeSeconds: number): void {
  // Lax, not Strict: the link in a ticket note must open the console signed in. Writes check the origin besides.
  setCookie(c, CONSOLE_COOKIE, token, {
    prefix: PREFIX,
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: "Lax",
    maxAge: maxAgeSeconds,
  });
}

export function clearConsoleCookie(c: Ctx): void {
  deleteCookie(c, CONSOLE_COOKIE, { prefix: PREFIX, path: "/", secure: true });
}

/** One cookie per check, so that two checks in one browser do not unbind each other. */
function portalCookieName(id: VerificationId): string {
  return `check-${id.slice("vrf_".length, "vrf_".length + 10)}`;
}

export function portalCookie(c: Ctx, id: VerificationId): string | undefined {
  return getCookie(c, portalCookieName(id), PREFIX);
}

const PROBE_COOKIE = "cookies";
/** As long as a page may lie open before it is pressed. */
const PROBE_SECONDS = 60 * 60;

/** Whether this browser has brought back a cookie of ours. Apps that open links inside themselves often keep none. */
export function keepsCookies(c: Ctx, id: VerificationId): boolean {
  return portalCookie(c, id) !== undefined || getCookie(c, PROBE_COOKIE, PREFIX) !== undefined;
}

/** Names nobody and nothing: it only has to come back with the press. */
export function setProbeCookie(c: Ctx): void {
  setCookie(c, PROBE_COOKIE, "1", {
    prefix: PREFIX,
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: "Lax",
    maxAge: PROBE_SECONDS,
  });
}

const PORTAL_COOKIE_SECONDS = 24 * 60 * 60;

export function setPortalCookie(c: Ctx, id: VerificationId, token: string): void {
  setCookie(c, portalCookieName(id), token, {
    prefix: PREFIX,
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: "Lax",
    maxAge: PORTAL_COOKIE_SECONDS,
  });
}
