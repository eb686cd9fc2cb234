/** Signing in and out. The token comes in a body, never in an address. */
import { announceInvitation } from "../../app/access/emergency.ts";
import {
  authenticate,
  issueSignInLink,
  readLinksMade,
  redeemSignInLink,
  replaceSignIn,
  signOut,
  whoseLink,
  type Browser,
  type StartedSession,
} from "../../app/access/sign-in.ts";
import { hasPasskey } from "../../app/access/passkeys.ts";
import type { StoredSignIn } from "../../app/ports/agents.ts";
import {
  signInLinkRequest,
  redeemRequest,
  signInRequest,
  type AnnouncedReply,
  type LinkOwnerReply,
  type SignInReply,
  type SignInWay,
} from "../../contract/console/access.ts";
import { defined } from "../../core/kit/defined.ts";
import type { Result } from "../../core/kit/result.ts";
import { BREAK_GLASS } from "../../core/policy/break-glass.ts";
import { permissionsOf } from "../../core/policy/permissions.ts";
import { whoAnswers } from "../../core/settings/sections/sign-in.ts";
import { z } from "zod";
import type { Config } from "../../config.ts";
import type { Ctx } from "../context.ts";
import { consoleCookie } from "../cookies.ts";
import { logoOf } from "../logo.ts";
import { browserTag, callerBlock } from "../middleware/guards.ts";
import { observeNetwork } from "../observe.ts";
import { problem, type ProblemCode } from "../problems.ts";
import { get, json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

/** The demo has no admin to ask for a link: one of its own pages makes it. */
const LOCAL_PAGE: SignInWay = { type: "page", address: "/dev/sign-in", label: "Open a new sign-in link" };

interface OwnWays {
  readonly provider: string | undefined;
  readonly passkey: boolean;
}

/** First the quickest, then as the agent came in. */
function waysIn(config: Config, { provider: name, passkey }: OwnWays): readonly SignInWay[] {
  const provider = name === undefined ? undefined : whoAnswers(config).get(name);
  return [
    ...(passkey ? [{ type: "passkey" } as const] : []),
    ...(provider === undefined
      ? []
      : [{ type: "page", address: `/sign-in/with/${String(name)}?fresh=1`, label: provider.label } as const]),
    config.LOCAL_MODE ? LOCAL_PAGE : { type: "link" },
  ];
}

export async function sessionReply(
  c: Ctx,
  signIn: Pick<StoredSignIn, "agent" | "createdAt" | "expiresAt" | "provider" | "way">,
): Promise<SignInReply> {
  const { deps } = c.var;
  const { config } = deps;
  const { agent, expiresAt, provider } = signIn;
  const [linksMade, passkey] = await Promise.all([readLinksMade(deps, signIn), hasPasskey(deps, agent)]);
  return {
    agent: { id: agent.id, name: agent.name, email: agent.email, role: agent.role },
    permissions: permissionsOf(agent.role, signIn.way),
    breakGlass: signIn.way === BREAK_GLASS,
    waysIn: waysIn(config, { provider, passkey }),
    linksMade,
    brand: config.BRAND_NAME,
    ...defined({ logo: logoOf(c), accent: deps.brand.accent?.style }),
    organisation: config.ORGANISATION_NAME,
    expiresAt,
    timeZone: config.TIME_ZONE,
    ...(provider === undefined ? {} : { provider }),
    ...(config.DEMO_DATA === undefined ? {} : { demoData: config.DEMO_DATA }),
  };
}

/** Coarse shedding only: a token has 256 bits, guessing it is not the worry; the load is. */
export async function isTooMuch(c: Ctx, what = ""): Promise<boolean> {
  const { success } = await c.env.SIGN_IN_LIMIT.limit({
    key: `${what}${callerBlock(c) ?? "unknown"}`,
  });
  return !success;
}

export async function browserOf(c: Ctx): Promise<Browser> {
  const { asn } = observeNetwork(c.req.raw, c.var.deps.clock());
  return { browserTag: await browserTag(c), ...(asn === undefined ? {} : { networkAsn: asn }) };
}

/** Takes the place of whoever was signed in in this browser. */
export async function arrive(
  c: Ctx,
  browser: Browser,
  started: Result<StartedSession, ProblemCode>,
): Promise<Response> {
  if (!started.ok) {
    return problem(c, started.error);
  }
  const { deps } = c.var;
  const { value } = started;
  const before = consoleCookie.read(c);
  const replaced = before === undefined ? undefined : await authenticate(deps, before, { ...browser, userIdle: true });
  if (replaced !== undefined) {
    await replaceSignIn(deps, replaced);
  }
  consoleCookie.set(c, value.token, Math.floor((value.expiresAt - deps.clock()) / 1_000));
  return c.json(await sessionReply(c, { ...value, createdAt: deps.clock() }));
}

export const signInRoutes: readonly Route[] = [
  json(
    { path: "/api/sign-in", audience: "console", permission: "public" },
    redeemRequest,
    async (c, { token, name }) => {
      const { deps } = c.var;
      if (await isTooMuch(c)) {
        return problem(c, "request.too_many");
      }
      const browser = await browserOf(c);
      return arrive(c, browser, await redeemSignInLink(deps, { token, name, browser }));
    },
  ),
  json(
    { path: "/api/sign-in/owner", audience: "console", permission: "public" },
    signInRequest,
    async (c, { token }) => {
      if (await isTooMuch(c, "owner:")) {
        return problem(c, "request.too_many");
      }
      const reply: LinkOwnerReply = defined({ owner: await whoseLink(c.var.deps, token) });
      return c.json(reply);
    },
  ),
  get({ path: "/api/session", audience: "console", permission: "session.own" }, async (c) =>
    c.json(await sessionReply(c, sessionOf(c))),
  ),
  json({ path: "/api/sign-out", audience: "console", permission: "session.own" }, z.strictObject({}), async (c) => {
    await signOut(c.var.deps, sessionOf(c));
    consoleCookie.clear(c);
    return c.json({});
  }),
  json(
    { path: "/api/sign-in/announce", audience: "console", permission: "public" },
    signInRequest,
    async (c, { token }) => {
      if (await isTooMuch(c)) {
        return problem(c, "request.too_many");
      }
      const announced = await announceInvitation(c.var.deps, token);
      return announced.ok ? c.json({ told: announced.value } satisfies AnnouncedReply) : problem(c, announced.error);
    },
  ),
  json(
    { path: "/api/sign-in-links", audience: "console", permission: "users.change" },
    signInLinkRequest,
    async (c, { email }) => {
      const issued = await issueSignInLink(c.var.deps, { email, issuedBy: sessionOf(c).agent.id });
      return issued.ok ? c.json(issued.value, 201) : problem(c, issued.error);
    },
  ),
];
