/**
 * Signing in through an identity provider. Begun by a GET: the console's policy lets no form leave
 * this host. A person in front of these pages gets the sign-in page with a sentence, never a document of ours.
 */
import {
  beginIdentitySignIn,
  finishIdentitySignIn,
  PENDING_MS,
  type IdentitySignInRequest,
} from "../../app/access/identity-sign-in.ts";
import { authenticate, replaceSignIn } from "../../app/access/sign-in.ts";
import type { Result } from "../../core/kit/result.ts";
import {
  identityAnswer,
  identitySignInQuery,
  linkedSignInRequest,
  type LinkedSignInReply,
  type SignInProblem,
  type SignInWaysReply,
} from "../../contract/console/access.ts";
import { pathTo } from "../../contract/console/paths.ts";
import type { Ctx } from "../context.ts";
import { clearPendingCookie, consoleCookie, pendingCookie, setConsoleCookie, setPendingCookie } from "../cookies.ts";
import { browserTag } from "../middleware/guards.ts";
import { problem } from "../problems.ts";
import { get, json, query, type Route } from "../route.ts";
import { browserOf, isTooMuch } from "./sign-in.ts";

const SEE_OTHER = 303;

type Begun = Result<{ readonly address: string }, SignInProblem>;

/** Counted apart: each step is a call to the provider, or a row of the audit. */
const STEPS = "identity:";

async function begin(c: Ctx, request: Omit<IdentitySignInRequest, "provider">): Promise<Begun> {
  if (await isTooMuch(c, STEPS)) {
    return { ok: false, error: "request.too_many" };
  }
  const begun = await beginIdentitySignIn(c.var.deps, { ...request, provider: c.req.param("provider") ?? "" });
  if (begun.ok) {
    setPendingCookie(c, begun.value.pending, PENDING_MS / 1_000);
  }
  return begun;
}

async function whoeverIsHere(c: Ctx) {
  const token = consoleCookie(c);
  return token === undefined
    ? undefined
    : authenticate(c.var.deps, token, { browserTag: await browserTag(c), userIdle: true });
}

function toSignInPage(c: Ctx, told: Readonly<Record<string, string>>): Response {
  return c.redirect(`${pathTo.signIn}?${new URLSearchParams(told).toString()}`, SEE_OTHER);
}

export const identityRoutes: readonly Route[] = [
  get({ path: "/api/sign-in/ways", audience: "console", permission: "public" }, (c) => {
    const { SIGN_IN_PROVIDERS } = c.var.deps.config;
    const reply: SignInWaysReply = {
      providers: Object.entries(SIGN_IN_PROVIDERS).map(([name, { label }]) => ({ name, label })),
    };
    return c.json(reply);
  }),
  json(
    { path: "/api/sign-in/with/:provider", audience: "console", permission: "public" },
    linkedSignInRequest,
    async (c, { token }) => {
      const begun = await begin(c, { link: token, fresh: false });
      if (!begun.ok) {
        return problem(c, begun.error);
      }
      const reply: LinkedSignInReply = { address: begun.value.address };
      return c.json(reply);
    },
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
    const [pending, before] = [pendingCookie(c), await whoeverIsHere(c)];
    clearPendingCookie(c);
    const done = await finishIdentitySignIn(deps, {
      answer,
      pending,
      browser: await browserOf(c),
      current: before?.agent,
    });
    if (!done.ok) {
      return toSignInPage(c, { problem: done.error });
    }
    const { token, expiresAt, fresh } = done.value;
    if (before !== undefined) {
      await replaceSignIn(deps, before);
    }
    setConsoleCookie(c, token, Math.floor((expiresAt - deps.clock()) / 1_000));
    return toSignInPage(c, { done: fresh ? "fresh" : "1" });
  }),
  get({ path: "/sign-in/out/:provider", audience: "console", permission: "public" }, async (c) => {
    const provider = c.var.deps.identityProvider(c.req.param("provider") ?? "");
    return c.redirect((await provider?.endAddress()) ?? pathTo.signIn, SEE_OTHER);
  }),
];
