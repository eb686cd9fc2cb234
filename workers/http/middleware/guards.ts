/** Who may call: the host, the site the request came from, the session and its role. Each answers with a problem or lets pass. */
import { authenticate } from "../../app/access/sign-in.ts";
import { authenticatePerson } from "../../app/me/sign-in.ts";
import type { SignInRecord } from "../../app/ports/agents.ts";
import type { PersonSignIn } from "../../app/ports/person-sign-ins.ts";
import { USER_IDLE_HEADER } from "../../contract/console/headers.ts";
import { addressBlock } from "../address-block.ts";
import { isFreshSignIn, may, wayMay, PERMISSIONS, type Permission } from "../../core/policy/permissions.ts";
import {
  isPersonPermission,
  PERSON_PERMISSIONS,
  strengthLacking,
  type PersonPermission,
} from "../../core/policy/person-permissions.ts";
import type { Ctx } from "../context.ts";
import { consoleCookie, personCookie } from "../cookies.ts";
import { personRefusal } from "../me-page.ts";
import { problem } from "../problems.ts";
import type { Audience, Route } from "../route.ts";

/** Each audience lives on its own host; locally both are one. Links are never built from this header. */
export function wrongHost(c: Ctx, audience: Audience): boolean {
  const { CONSOLE_ORIGIN, PORTAL_ORIGIN } = c.var.deps.config;
  const origins = {
    console: [CONSOLE_ORIGIN],
    webhook: [CONSOLE_ORIGIN],
    portal: [PORTAL_ORIGIN],
    person: [PORTAL_ORIGIN],
    anyone: [CONSOLE_ORIGIN, PORTAL_ORIGIN],
  };
  const { host } = new URL(c.req.url);
  return !origins[audience].some((origin) => new URL(origin).host === host);
}

/**
 * Writes must come from our own page: by fetch metadata where the browser sends it, else by Origin.
 * Under our `no-referrer` policy browsers send "Origin: null" even to ourselves. Old phones without
 * fetch metadata send only that, so the portal takes it: its cookie is SameSite, and what needs no
 * cookie needs the locator.
 */
export function crossSite(c: Ctx, route: Pick<Route, "method" | "audience">): boolean {
  if (route.method === "GET" || route.audience === "webhook") {
    return false;
  }
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) {
    return site !== "same-origin";
  }
  const { CONSOLE_ORIGIN, PORTAL_ORIGIN } = c.var.deps.config;
  const origin = c.req.header("origin");
  return isOfPortal(route) ? origin !== PORTAL_ORIGIN && origin !== "null" : origin !== CONSOLE_ORIGIN;
}

const isOfPortal = ({ audience }: Pick<Route, "audience">): boolean => audience === "portal" || audience === "person";

/** A problem when the caller may not; the session is put into the context otherwise. */
export async function authorise(c: Ctx, { permission, body }: Route): Promise<Response | undefined> {
  if (permission === "public") {
    return undefined;
  }
  return isPersonPermission(permission) ? authorisePerson(c, permission, body) : authoriseAgent(c, permission);
}

async function authorisePerson(
  c: Ctx,
  permission: PersonPermission,
  body: Route["body"],
): Promise<Response | undefined> {
  // A script of ours reads the problem; a person in front of a page gets the page.
  const refused = body === "json" ? problem : personRefusal;
  const person = await signedInPerson(c);
  if (person === undefined) {
    return refused(c, "request.unauthenticated");
  }
  if (PERSON_PERMISSIONS[permission].strong && strengthLacking(person, c.var.deps.clock()) !== undefined) {
    return refused(c, "step_up.needed");
  }
  c.set("person", person);
  return undefined;
}

/** Whoever is signed in at their own page in this browser. */
export async function signedInPerson(c: Ctx): Promise<PersonSignIn | undefined> {
  const token = personCookie.read(c);
  return token === undefined ? undefined : authenticatePerson(c.var.deps, token, await browserTag(c));
}

async function authoriseAgent(c: Ctx, permission: Permission): Promise<Response | undefined> {
  const token = consoleCookie.read(c);
  const session =
    token === undefined
      ? undefined
      : await authenticate(c.var.deps, token, {
          browserTag: await browserTag(c),
          userIdle: c.req.header(USER_IDLE_HEADER) !== undefined,
        });
  if (session === undefined) {
    return problem(c, "request.unauthenticated");
  }
  if (!may(session.agent.role, permission)) {
    return problem(c, "request.forbidden");
  }
  if (!wayMay(session.way, permission)) {
    return problem(c, "request.break_glass");
  }
  if (PERMISSIONS[permission].stepUp && !isFresh(c, session)) {
    return problem(c, "step_up.needed");
  }
  c.set("session", session);
  return undefined;
}

function isFresh(c: Ctx, { authenticatedAt }: Pick<SignInRecord, "authenticatedAt">): boolean {
  return isFreshSignIn(authenticatedAt, c.var.deps.clock());
}

/** The browser, not the person: a stolen cookie is used from another one. */
export function browserTag(c: Ctx): Promise<string> {
  return c.var.deps.vault.tag("browser", c.req.header("user-agent") ?? "");
}

/** Of a program that was refused, for the audit log; what it gave stays out of it. */
export function whatLacks(c: Ctx): "no credentials" | "wrong credentials" {
  return c.req.header("authorization") === undefined ? "no credentials" : "wrong credentials";
}

/** One household or machine; undefined where the edge does not say. */
export function callerBlock(c: Ctx): string | undefined {
  const address = c.req.header("cf-connecting-ip");
  return address === undefined ? undefined : addressBlock(address);
}

/** Where a caller sits, as keyed tags; used to notice a requester who sits where the agent does. */
export async function callerTags(c: Ctx): Promise<{ addressTag?: string; deviceTag?: string }> {
  const address = callerBlock(c);
  const deviceTag = await browserTag(c);
  return address === undefined
    ? { deviceTag }
    : { deviceTag, addressTag: await c.var.deps.vault.tag("address", address) };
}
