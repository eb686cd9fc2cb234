/** The cookies. `__Host-` binds them to this host, this path and TLS; they never meet: one for the console, and one per check. */
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

const PENDING_COOKIE = "sign-in";

/** A sign-in that somebody has begun at an identity provider; sealed, and it opens nothing by itself. */
export function pendingCookie(c: Ctx): string | undefined {
  return getCookie(c, PENDING_COOKIE, PREFIX);
}

export function setPendingCookie(c: Ctx, sealed: string, maxAgeSeconds: number): void {
  // Lax: the provider's redirect comes from another site.
  setCookie(c, PENDING_COOKIE, sealed, {
    prefix: PREFIX,
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: "Lax",
    maxAge: maxAgeSeconds,
  });
}

export function clearPendingCookie(c: Ctx): void {
  deleteCookie(c, PENDING_COOKIE, { prefix: PREFIX, path: "/", secure: true });
}

/** One cookie per check, so that two checks in one browser do not unbind each other. */
function portalCookieName(id: VerificationId): string {
  return `check-${id.slice("vrf_".length, "vrf_".length + 10)}`;
}

/** As long as what we give out; anything shorter could be guessed and is replaced. */
const PORTAL_COOKIE = /^[\w-]{22,64}$/;

/**
 * What tells this browser from every other one that holds the link. Undefined when none came back:
 * apps that open links inside themselves often keep no cookies.
 */
export function portalCookie(c: Ctx, id: VerificationId): string | undefined {
  const given = getCookie(c, portalCookieName(id), PREFIX);
  return given !== undefined && PORTAL_COOKIE.test(given) ? given : undefined;
}

const PORTAL_COOKIE_SECONDS = 24 * 60 * 60;

/**
 * Set with the first page, before anything is begun: Begin binds the check to it, so that a browser
 * whose reply was lost is still known. It opens nothing by itself, and whoever holds only the link has another.
 */
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
