/** Signing in and out. The token comes in a body, never in an address. */
import {
  authenticate,
  issueSignInLink,
  readLinksMade,
  redeemSignInLink,
  replaceSignIn,
  signOut,
} from "../../app/access/sign-in.ts";
import type { StoredSignIn } from "../../app/ports/agents.ts";
import { signInLinkRequest, signInRequest, type SignInReply, type SignInWay } from "../../contract/console/access.ts";
import { permissionsOf } from "../../core/policy/permissions.ts";
import { z } from "zod";
import type { Config } from "../../config.ts";
import type { Ctx } from "../context.ts";
import { clearConsoleCookie, consoleCookie, setConsoleCookie } from "../cookies.ts";
import { browserTag } from "../middleware/guards.ts";
import { observeNetwork } from "../observe.ts";
import { problem } from "../problems.ts";
import { get, json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

/** The demo has no admin to ask for a link: one of its own pages makes it. */
const LOCAL_PAGE: SignInWay = { type: "page", address: "/dev/sign-in", label: "Open a new sign-in link" };

/** First as the agent came in. */
function waysIn({ LOCAL_MODE, SIGN_IN_PROVIDERS }: Config, name: string | undefined): readonly SignInWay[] {
  const provider = name === undefined ? undefined : SIGN_IN_PROVIDERS[name];
  return [
    ...(provider === undefined
      ? []
      : [{ type: "page", address: `/sign-in/with/${String(name)}?fresh=1`, label: provider.label } as const]),
    LOCAL_MODE ? LOCAL_PAGE : { type: "link" },
  ];
}

async function reply(
  c: Ctx,
  signIn: Pick<StoredSignIn, "agent" | "createdAt" | "expiresAt" | "provider">,
): Promise<SignInReply> {
  const { deps } = c.var;
  const { config } = deps;
  const { agent, expiresAt, provider } = signIn;
  return {
    agent: { id: agent.id, name: agent.name, email: agent.email, role: agent.role },
    permissions: permissionsOf(agent.role),
    waysIn: waysIn(config, provider),
    linksMade: await readLinksMade(deps, signIn),
    brand: config.BRAND_NAME,
    organisation: config.ORGANISATION_NAME,
    expiresAt,
    timeZone: config.TIME_ZONE,
    ...(provider === undefined ? {} : { provider }),
    ...(config.DEMO_DATA === undefined ? {} : { demoData: config.DEMO_DATA }),
  };
}

export const signInRoutes: readonly Route[] = [
  json({ path: "/api/sign-in", audience: "console", permission: "public" }, signInRequest, async (c, { token }) => {
    const { deps } = c.var;
    // Coarse shedding only: the token has 256 bits, guessing it is not the worry; the load is.
    const address = c.req.header("cf-connecting-ip") ?? "unknown";
    const { success } = await c.env.SIGN_IN_LIMIT.limit({ key: address });
    if (!success) {
      return problem(c, "request.too_many");
    }
    const { asn } = observeNetwork(c.req.raw, deps.clock());
    const browser = { browserTag: await browserTag(c), ...(asn === undefined ? {} : { networkAsn: asn }) };
    const started = await redeemSignInLink(deps, { token, browser });
    if (!started.ok) {
      return problem(c, started.error);
    }
    const { value } = started;
    const before = consoleCookie(c);
    const replaced =
      before === undefined ? undefined : await authenticate(deps, before, { ...browser, userIdle: true });
    if (replaced !== undefined) {
      await replaceSignIn(deps, replaced);
    }
    setConsoleCookie(c, value.token, Math.floor((value.expiresAt - deps.clock()) / 1_000));
    return c.json(await reply(c, { ...value, createdAt: deps.clock() }));
  }),
  get({ path: "/api/session", audience: "console", permission: "session.own" }, async (c) =>
    c.json(await reply(c, sessionOf(c))),
  ),
  json({ path: "/api/sign-out", audience: "console", permission: "session.own" }, z.strictObject({}), async (c) => {
    await signOut(c.var.deps, sessionOf(c));
    clearConsoleCookie(c);
    return c.json({});
  }),
  json(
    { path: "/api/sign-in-links", audience: "console", permission: "users.change" },
    signInLinkRequest,
    async (c, { email }) => {
      const issued = await issueSignInLink(c.var.deps, { email, issuedBy: sessionOf(c).agent.id });
      return issued.ok ? c.json(issued.value, 201) : problem(c, issued.error);
    },
  ),
];
