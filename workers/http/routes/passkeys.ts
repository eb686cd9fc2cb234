/** Passkeys: signing in with one, confirming who is there, and one's own list. */
import {
  addPasskey,
  beginAddingPasskey,
  beginPasskeySignIn,
  beginStepUp,
  readOwnPasskeys,
  removePasskey,
  signInWithPasskey,
  stepUpWithPasskey,
} from "../../app/access/passkeys.ts";
import { makeRecoveryCodes, signInWithRecoveryCode } from "../../app/access/recovery-codes.ts";
import {
  addPasskeyRequest,
  passkeyRequest,
  removePasskeyRequest,
  recoveryCodeRequest,
  type PasskeyOptionsReply,
  type RecoveryCodesReply,
} from "../../contract/console/access.ts";
import { z } from "zod";
import type { Permission } from "../../core/policy/permissions.ts";
import type { Ctx } from "../context.ts";
import { problem } from "../problems.ts";
import { get, json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";
import { arrive, browserOf, isTooMuch } from "./sign-in.ts";

const row = (path: string, permission: Permission | "public") =>
  ({ path: `/api${path}`, audience: "console", permission }) as const;

const empty = z.strictObject({});

const handOut = (c: Ctx, options: object): Response => c.json({ options } satisfies PasskeyOptionsReply);

/** Counted apart: asking is no try. */
const ASKS = "passkey:";

export const passkeyRoutes: readonly Route[] = [
  json(row("/sign-in/passkey/options", "public"), empty, async (c) =>
    (await isTooMuch(c, ASKS)) ? problem(c, "request.too_many") : handOut(c, await beginPasskeySignIn(c.var.deps)),
  ),
  json(row("/sign-in/passkey", "public"), passkeyRequest, async (c, { credential }) => {
    if (await isTooMuch(c)) {
      return problem(c, "request.too_many");
    }
    const browser = await browserOf(c);
    return arrive(c, browser, await signInWithPasskey(c.var.deps, { credential, browser }));
  }),
  get(row("/session/passkeys", "session.own"), async (c) =>
    c.json(await readOwnPasskeys(c.var.deps, sessionOf(c).agent)),
  ),
  json(row("/session/passkeys/options", "passkeys.change"), empty, async (c) => {
    const begun = await beginAddingPasskey(c.var.deps, sessionOf(c).agent);
    return begun.ok ? handOut(c, begun.value) : problem(c, begun.error);
  }),
  json(row("/session/passkeys", "passkeys.change"), addPasskeyRequest, async (c, request) => {
    const added = await addPasskey(c.var.deps, sessionOf(c).agent, request);
    return added.ok ? c.json({}, 201) : problem(c, added.error);
  }),
  json(row("/session/passkeys/remove", "passkeys.change"), removePasskeyRequest, async (c, { id }) => {
    const removed = await removePasskey(c.var.deps, sessionOf(c).agent, id);
    return removed.ok ? c.json({}) : problem(c, removed.error);
  }),
  json(row("/session/recovery-codes", "passkeys.change"), empty, async (c) => {
    const made = await makeRecoveryCodes(c.var.deps, sessionOf(c).agent);
    return made.ok ? c.json({ codes: made.value } satisfies RecoveryCodesReply, 201) : problem(c, made.error);
  }),
  json(row("/sign-in/recovery", "public"), recoveryCodeRequest, async (c, { code }) => {
    if (await isTooMuch(c)) {
      return problem(c, "request.too_many");
    }
    const browser = await browserOf(c);
    return arrive(c, browser, await signInWithRecoveryCode(c.var.deps, { code, browser }));
  }),
  json(row("/session/step-up/options", "session.own"), empty, async (c) =>
    handOut(c, await beginStepUp(c.var.deps, sessionOf(c).agent)),
  ),
  json(row("/session/step-up", "session.own"), passkeyRequest, async (c, { credential }) => {
    const confirmed = await stepUpWithPasskey(c.var.deps, sessionOf(c), credential);
    return confirmed.ok ? c.json({}) : problem(c, confirmed.error);
  }),
];
