/** The self-service portal. GET changes nothing; every press is a POST, with or without script. */
import { z } from "zod";
import {
  answer,
  askPerson,
  begin,
  confirmMove,
  declineLanding,
  enterCode,
  extendTime,
  giveFeedback,
  markSeen,
  reopenAnswer,
  report,
  reportPage,
  requestMove,
  sayNotWorking,
  viewPortal,
  type PortalReply,
} from "../../app/portal/requester-verbs.ts";
import { setPassword, suggest, unlock } from "../../app/portal/action-verbs.ts";
import { addPasskeyAfterPass, newPasskeyOptions } from "../../app/portal/passkey-offer.ts";
import { passkeyOptions, showPasskey } from "../../app/portal/passkey-verbs.ts";
import type { PortalRequest } from "../../app/portal/request.ts";
import type { Deps } from "../../app/deps.ts";
import { secret } from "../../core/kit/secret.ts";
import { keptDays } from "../../core/settings/sections/retention.ts";
import { addPasskeyRequest, passkeyRequest, type PasskeyOptionsReply } from "../../contract/console/access.ts";
import { PORTAL_PATHS } from "../../contract/portal.ts";
import type { Ctx } from "../context.ts";
import { portalCookie, setPortalCookie } from "../cookies.ts";
import { callerBlock, callerTags } from "../middleware/guards.ts";
import { observeHeaders, observeNetwork } from "../observe.ts";
import { portalPage, portalReply } from "../portal-page.ts";
import { problem, type ProblemCode } from "../problems.ts";
import { form, get, json, type Route } from "../route.ts";
import {
  answerForm,
  beginForm,
  codeForm,
  feedbackForm,
  moreTimeForm,
  moveCodeForm,
  ordinalForm,
  passwordForm,
  pressForm,
  readAnswer,
  readCode,
  readClaims,
} from "./portal-forms.ts";

const row = (path: string) => ({ path: `/v/:locator${path}`, audience: "portal", permission: "public" }) as const;
/** An isolate that was idle knows the settings of hours ago: a password must not go to a system that was taken out since. */
const acting = (path: string) => ({ ...row(path), newestSettings: true }) as const;
const nothing = z.looseObject({});
const empty = z.strictObject({});

type Run = (deps: Deps, request: PortalRequest) => Promise<Response>;

/** Everything in the address after /v/ that is not ours is one page without data, and touches no object. */
async function withRequest(c: Ctx, run: Run): Promise<Response> {
  const request = await requestOf(c);
  return request === undefined ? portalPage(c, "", await unknownLink(c)) : run(c.var.deps, request);
}

/** What the page's script asks: as `withRequest`, with a problem in the page's place. */
async function withCall(c: Ctx, run: Run): Promise<Response> {
  const request = await requestOf(c);
  return request === undefined
    ? problem(c, (await unknownLink(c)).problem ?? "request.not_found")
    : run(c.var.deps, request);
}

/** Undefined: the address is none of ours. */
async function requestOf(c: Ctx): Promise<PortalRequest | undefined> {
  const { deps } = c.var;
  const located = await deps.vault.readLocator(c.req.param("locator") ?? "");
  if (located === undefined) {
    return undefined;
  }
  const cookie = portalCookie(c, located.id);
  return {
    ...located,
    locator: await deps.vault.locator(located),
    network: observeNetwork(c.req.raw, deps.clock()),
    headers: observeHeaders(c.req.raw),
    ...(await callerTags(c)),
    ...(cookie === undefined ? {} : { cookie }),
  };
}

/** Guessing costs an address its turn long before it could meet a real link. */
async function unknownLink(c: Ctx): Promise<Parameters<typeof portalPage>[2]> {
  const { success } = await c.env.PORTAL_LIMIT.limit({ key: callerBlock(c) ?? "unknown" });
  return { screen: { screen: "unknown" }, ...(success ? {} : { problem: "request.too_many" }) };
}

function press(c: Ctx, run: (deps: Deps, request: PortalRequest) => Promise<PortalReply>): Promise<Response> {
  return withRequest(c, async (deps, request) => portalReply(c, request, await run(deps, request)));
}

/** A code as typed. One that cannot be a code is said to be none and touches no session; it costs no try. */
function codePress(
  c: Ctx,
  input: z.output<typeof codeForm>,
  run: (deps: Deps, request: PortalRequest, digits: string) => Promise<PortalReply>,
): Promise<Response> {
  return withRequest(c, async (deps, request) => {
    const read = readCode(input);
    if (read.ok) {
      return portalReply(c, request, await run(deps, request, read.value));
    }
    const seen = await viewPortal(deps, request);
    const { screen } = seen;
    // Ended numbers stay ended: there is no field for them any more.
    const asksForCode = (screen.screen === "code" || screen.screen === "move_code") && screen.problem !== "ended";
    const shown = asksForCode ? { ...screen, problem: read.error } : screen;
    return portalPage(c, request.locator, { ...seen, screen: shown, problem: "request.malformed" });
  });
}

/** A suggestion, and what was wrong with what was typed, stand in this one reply: the page asked for again has neither. */
function actionPress(c: Ctx, run: (deps: Deps, request: PortalRequest) => Promise<PortalReply>): Promise<Response> {
  return withRequest(c, async (deps, request) => {
    const reply = await run(deps, request);
    const { screen } = reply;
    if (screen.screen !== "action" || (screen.problem === undefined && screen.suggestion === undefined)) {
      return portalReply(c, request, reply);
    }
    return portalPage(
      c,
      request.locator,
      screen.problem === undefined ? reply : { problem: "password.not_taken", ...reply },
    );
  });
}

function page(c: Ctx, run: (deps: Deps, request: PortalRequest) => Promise<PortalReply>): Promise<Response> {
  return withRequest(c, async (deps, request) => {
    if (request.cookie === undefined) {
      setPortalCookie(c, request.id, deps.vault.newToken());
    }
    return portalPage(c, request.locator, await run(deps, request));
  });
}

/** A form that could not be read: the page as it stands, so that the person can press again. Changes nothing. */
export async function portalRefusal(c: Ctx, code: ProblemCode): Promise<Response> {
  const { deps } = c.var;
  const located = await deps.vault.readLocator(c.req.param("locator") ?? "");
  return located === undefined
    ? portalPage(c, "", { screen: { screen: "unknown" }, problem: code })
    : withRequest(c, async (_deps, request) =>
        portalPage(c, request.locator, { ...(await viewPortal(deps, request)), problem: code }),
      );
}

export const portalRoutes: readonly Route[] = [
  get(row(""), (c) => page(c, viewPortal)),
  // Some apps end every address with a slash.
  get(row("/"), (c) => page(c, viewPortal)),
  get(row(`/${PORTAL_PATHS.report}`), (c) => page(c, reportPage)),
  get(row(`/${PORTAL_PATHS.data}`), (c) =>
    page(c, async () => ({ screen: { screen: "data", keptDays: keptDays(c.var.deps.config.RETENTION) } })),
  ),
  get(row(`/${PORTAL_PATHS.otherWays}`), (c) => page(c, async () => ({ screen: { screen: "other_ways" } }))),
  form(row(`/${PORTAL_PATHS.seen}`), nothing, (c) =>
    withRequest(c, async (deps, request) => {
      await markSeen(deps, request);
      return c.body(null, 204);
    }),
  ),
  form(row(`/${PORTAL_PATHS.begin}`), beginForm, (c, input) =>
    press(c, (deps, request) =>
      input.started === "i_contacted"
        ? begin(deps, request, { pressToken: input.press, ...readClaims(input.claims) })
        : declineLanding(deps, request, { started: input.started, pressToken: input.press }),
    ),
  ),
  form(row(`/${PORTAL_PATHS.code}`), codeForm, (c, input) => codePress(c, input, enterCode)),
  form(row(`/${PORTAL_PATHS.answer}`), answerForm, (c, input) =>
    withRequest(c, async (deps, request) => {
      const read = readAnswer(input);
      if (read.ok) {
        return portalReply(
          c,
          request,
          await answer(deps, request, { ordinal: input.ordinal, attempt: input.attempt, response: read.value }),
        );
      }
      const seen = await viewPortal(deps, request);
      const { screen } = seen;
      const shown = screen.screen === "question" ? { ...screen, problem: read.error } : screen;
      return portalPage(c, request.locator, { ...seen, screen: shown, problem: "request.malformed" });
    }),
  ),
  form(row(`/${PORTAL_PATHS.change}`), ordinalForm, (c, input) =>
    press(c, (deps, request) => reopenAnswer(deps, request, input.ordinal)),
  ),
  form(row(`/${PORTAL_PATHS.moreTime}`), moreTimeForm, (c, input) =>
    press(c, (deps, request) => extendTime(deps, request, input.deadline)),
  ),
  form(row(`/${PORTAL_PATHS.report}`), pressForm, (c, input) =>
    press(c, (deps, request) => report(deps, request, input.press)),
  ),
  form(row(`/${PORTAL_PATHS.move}`), pressForm, (c, input) =>
    press(c, (deps, request) => requestMove(deps, request, input.press)),
  ),
  form(row(`/${PORTAL_PATHS.moveCode}`), moveCodeForm, (c, input) =>
    codePress(c, input, (deps, request, digits) => confirmMove(deps, request, { digits, pressToken: input.press })),
  ),
  form(row(`/${PORTAL_PATHS.feedback}`), feedbackForm, (c, input) =>
    press(c, (deps, request) => giveFeedback(deps, request, input.feedback)),
  ),
  form(row(`/${PORTAL_PATHS.person}`), nothing, (c) => press(c, askPerson)),
  form(acting(`/${PORTAL_PATHS.password}`), passwordForm, (c, input) =>
    actionPress(c, (deps, request) =>
      input.suggest === undefined ? setPassword(deps, request, secret(input.password)) : suggest(deps, request),
    ),
  ),
  form(acting(`/${PORTAL_PATHS.unlock}`), nothing, (c) => actionPress(c, unlock)),
  form(row(`/${PORTAL_PATHS.notWorking}`), nothing, (c) => press(c, sayNotWorking)),
  json(row(`/${PORTAL_PATHS.passkeyOptions}`), empty, (c) =>
    withCall(c, async (deps, request) => {
      const asked = await passkeyOptions(deps, request);
      return asked.ok ? c.json({ options: asked.value } satisfies PasskeyOptionsReply) : problem(c, asked.error);
    }),
  ),
  json(row(`/${PORTAL_PATHS.passkey}`), passkeyRequest, (c, { credential }) =>
    withCall(c, async (deps, request) => {
      const shown = await showPasskey(deps, request, credential);
      return shown.ok ? c.json({}) : problem(c, shown.error);
    }),
  ),
  json(row(`/${PORTAL_PATHS.newPasskeyOptions}`), empty, (c) =>
    withCall(c, async (deps, request) => {
      const asked = await newPasskeyOptions(deps, request);
      return asked.ok ? c.json({ options: asked.value } satisfies PasskeyOptionsReply) : problem(c, asked.error);
    }),
  ),
  json(row(`/${PORTAL_PATHS.newPasskey}`), addPasskeyRequest, (c, made) =>
    withCall(c, async (deps, request) => {
      const added = await addPasskeyAfterPass(deps, request, made);
      return added.ok ? c.json({}, 201) : problem(c, added.error);
    }),
  ),
];
