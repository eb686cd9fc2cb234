/** The cookies. `__Host-` binds them to this host, this path and TLS; they never meet: one for the console, one for people's own page, and one per check. */
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { VerificationId } from "../core/kit/ids.ts";
import type { Ctx } from "./context.ts";

const PREFIX = "host" as const;

interface HostCookie {
  read(c: Ctx): string | undefined;
  set(c: Ctx, value: string, maxAgeSeconds: number): void;
  clear(c: Ctx): void;
}

function hostCookie(name: string): HostCookie {
  return {
    read: (c) => getCookie(c, name, PREFIX),
    set(c, value, maxAgeSeconds) {
      // Lax, not Strict: the link in a ticket note or mail must open the page signed in, and a provider's redirect comes
      // from another site. Writes check the origin besides.
      setCookie(c, name, value, {
        prefix: PREFIX,
        path: "/",
        secure: true,
        httpOnly: true,
        sameSite: "Lax",
        maxAge: maxAgeSeconds,
      });
    },
    clear(c) {
      deleteCookie(c, name, { prefix: PREFIX, path: "/", secure: true });
    },
  };
}

/** Of an agent who is signed in, and of a person at their own page: neither opens what the other does. */
export const consoleCookie = hostCookie("console");
export const personCookie = hostCookie("me");
/** A sign-in that somebody has begun at an identity provider; sealed, and it opens nothing by itself. */
export const pendingCookie = hostCookie("sign-in");
export const pendingPersonCookie = hostCookie("me-sign-in");

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
