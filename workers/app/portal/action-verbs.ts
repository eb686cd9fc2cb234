/** The requester's presses on the page of the action, and what the page says then. */
import type { Secret } from "../../core/kit/secret.ts";
import { resetPassword, unlockAccount, type Acted } from "../actions/act.ts";
import type { Deps } from "../deps.ts";
import { accountShown, actionScreen, type ActionExtras } from "./action-screen.ts";
import { viewerOf } from "./observation.ts";
import type { PortalRequest } from "./request.ts";
import { shown, type PortalReply } from "./requester-verbs.ts";

/** Refused: see `resetPassword`. What the target does not take is no refusal: the page says it, and the pass stays. */
export async function setPassword(deps: Deps, request: PortalRequest, password: Secret): Promise<PortalReply> {
  return after(deps, request, await resetPassword(deps, request, password));
}

/** Refused: see `unlockAccount`. */
export async function unlock(deps: Deps, request: PortalRequest): Promise<PortalReply> {
  return after(deps, request, await unlockAccount(deps, request));
}

/** Refuses nothing, and changes nothing: a suggestion is kept nowhere. */
export function suggest(deps: Deps, request: PortalRequest): Promise<PortalReply> {
  return page(deps, request, { suggest: true });
}

async function after(deps: Deps, request: PortalRequest, { problem, refused }: Acted): Promise<PortalReply> {
  const reply = await page(deps, request, problem === undefined ? {} : { problem });
  // Pressed twice, or its reply was lost: the page says how it stands.
  return refused === undefined || refused === "grant.used" ? reply : { ...reply, problem: refused };
}

async function page(deps: Deps, request: PortalRequest, extras: Omit<ActionExtras, "account">): Promise<PortalReply> {
  const step = await deps.session(request.id).view(await viewerOf(deps, request));
  return step.step === "action"
    ? { screen: actionScreen(deps, step, { account: await accountShown(deps, step), ...extras }) }
    : shown(deps, request, step);
}
