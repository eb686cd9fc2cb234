/**
 * Signing in through an identity provider. Begun by a GET: the console's policy lets no form leave
 * this host. A person in front of these pages gets the sign-in page with a sentence, never a document of ours.
 */
import {
  beginIdentitySignIn,
  finishIdentitySignIn,
  isOwnLinking,
  type IdentitySignedIn,
} from "../../app/access/identity-sign-in.ts";
import { PENDING_MS, type IdentitySignInRequest } from "../../app/access/identity-request.ts";
import { signInByAccess } from "../../app/access/access-sign-in.ts";
import { readOwnAccounts } from "../../app/access/own-account.ts";
import { authenticate, replaceSignIn } from "../../app/access/sign-in.ts";
import type { SignInRecord } from "../../app/ports/agents.ts";
import type { Config } from "../../config.ts";
import { defined } from "../../core/kit/defined.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { ACCESS } from "../../core/settings/access-name.ts";
import { accessModeOf, whoAnswers } from "../../core/settings/sections/sign-in.ts";
import {
  identityAnswer,
  identitySignInQuery,
  linkedSignInRequest,
  ownAccountRequest,
  type LinkedSignInReply,
  type SignInProblem,
  type SignInWaysReply,
} from "../../contract/console/access.ts";
import { pathTo } from "../../contract/console/paths.ts";
import type { Ctx } from "../context.ts";
import { consoleCookie, pendingCookie } from "../cookies.ts";
import { browserTag } from "../middleware/guards.ts";
import { problem } from "../problems.ts";
import { get, json, query, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";
import { browserOf, isTooMuch } from "./sign-in.ts";

const SEE_OTHER = 303;
/** Where Access puts its token on each request that it lets through. */
export const ACCESS_TOKEN = "cf-access-jwt-assertion";

type Begun = Result<{ readonly address: string }, SignInProblem>;
type Request = Omit<IdentitySignInRequest, "provider">;

/** Counted apart: each step is a call to the provider, or a row of the audit. */
const STEPS = "identity:";

async function begin(c: Ctx, request: Request): Promise<Begun> {
  if (await isTooMuch(c, STEPS)) {
    return err("request.too_many");
  }
  const provider = c.req.param("provider") ?? "";
  if (provider === ACCESS) {
    // It names people by their mail address: that says of no account whose it is.
    return request.owner === undefined ? throughAccess(c, request) : err("sign_in.mail_only");
  }
  const begun = await beginIdentitySignIn(c.var.deps, { ...request, provider });
  if (begun.ok) {
    pendingCookie.set(c, begun.value.pending, PENDING_MS / 1_000);
  }
  return begun;
}

/** Access stands in front of this very request, so that there is nowhere to go and nothing to come back from. */
async function throughAccess(c: Ctx, { link, fresh }: Request): Promise<Begun> {
  const before = await whoeverIsHere(c);
  const done = await signInByAccess(c.var.deps, {
    assertion: c.req.header(ACCESS_TOKEN),
    ...defined({ link }),
    fresh,
    browser: await browserOf(c),
    current: before,
  });
  return done.ok ? ok({ address: signInPage(await arrived(c, done.value, before)) }) : done;
}

/** What the sign-in page is told. */
async function arrived(
  c: Ctx,
  { token, expiresAt, fresh }: IdentitySignedIn,
  before: SignInRecord | undefined,
): Promise<Told> {
  const { deps } = c.var;
  if (before !== undefined) {
    await replaceSignIn(deps, before);
  }
  consoleCookie.set(c, token, Math.floor((expiresAt - deps.clock()) / 1_000));
  return { done: fresh ? "fresh" : "1" };
}

async function whoeverIsHere(c: Ctx) {
  const token = consoleCookie.read(c);
  return token === undefined
    ? undefined
    : authenticate(c.var.deps, token, { browserTag: await browserTag(c), userIdle: true });
}

type Told = Readonly<Record<string, string>>;

const signInPage = (told: Told): string => `${pathTo.signIn}?${new URLSearchParams(told).toString()}`;

/** Where one's own accounts stand, for who is signed in. */
const ownPage = (told: Told): string => `${pathTo.ownSignIns}?${new URLSearchParams(told).toString()}`;

const toSignInPage = (c: Ctx, told: Told): Response => c.redirect(signInPage(told), SEE_OTHER);

/** Ends Access' session with every application of the team. */
function accessEnd({ CLOUDFLARE_ACCESS }: Config): string | undefined {
  const mode = accessModeOf(CLOUDFLARE_ACCESS);
  return mode && `${mode.issuer}/cdn-cgi/access/logout`;
}

function replyAddress(c: Ctx, begun: Begun): Response {
  if (!begun.ok) {
    return problem(c, begun.error);
  }
  const reply: LinkedSignInReply = { address: begun.value.address };
  return c.json(reply);
}

export const identityRoutes: readonly Route[] = [
  get({ path: "/api/sign-in/ways", audience: "console", permission: "public" }, (c) => {
    const reply: SignInWaysReply = {
      providers: [...whoAnswers(c.var.deps.config)].map(([name, { label }]) => ({ name, label })),
    };
    return c.json(reply);
  }),
  json(
    { path: "/api/sign-in/with/:provider", audience: "console", permission: "public" },
    linkedSignInRequest,
    async (c, { token }) => replyAddress(c, await begin(c, { link: token, fresh: false })),
  ),
  query(
    { path: "/sign-in/with/:provider", audience: "console", permission: "public" },
    identitySignInQuery,
    async (c, { fresh }) => {
      const begun = await begin(c, { fresh: fresh !== undefined });
      return begun.ok ? c.redirect(begun.value.address, SEE_OTHER) : toSignInPage(c, { problem: begun.error });
    },
  ),
  query({ path: "/sign-in/callback", audience: "console", permission: "public" }, identityAnswer, async (c, answer) => {
    const { deps } = c.var;
    if (await isTooMuch(c, STEPS)) {
      return toSignInPage(c, { problem: "request.too_many" });
    }
    const [pending, before] = [pendingCookie.read(c), await whoeverIsHere(c)];
    pendingCookie.clear(c);
    const own = await isOwnLinking(deps, pending);
    const done = await finishIdentitySignIn(deps, { answer, pending, browser: await browserOf(c), current: before });
    const told: Told = done.ok ? await arrived(c, done.value, before) : { problem: done.error };
    return own && before !== undefined
      ? c.redirect(ownPage(done.ok ? { linked: "1" } : told), SEE_OTHER)
      : toSignInPage(c, told);
  }),
  get({ path: "/api/session/company-accounts", audience: "console", permission: "session.own" }, async (c) =>
    c.json(await readOwnAccounts(c.var.deps, sessionOf(c).agent)),
  ),
  json(
    { path: "/api/session/company-accounts/:provider", audience: "console", permission: "accounts.link" },
    ownAccountRequest,
    async (c) => replyAddress(c, await begin(c, { owner: sessionOf(c).agent.id, fresh: true })),
  ),
  get({ path: "/sign-in/out/:provider", audience: "console", permission: "public" }, async (c) => {
    const { config, identityProvider } = c.var.deps;
    const name = c.req.param("provider") ?? "";
    const end = name === ACCESS ? accessEnd(config) : await identityProvider(name, "console")?.endAddress();
    return c.redirect(end ?? pathTo.signIn, SEE_OTHER);
  }),
];
