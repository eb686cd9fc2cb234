/** From the session's step to the portal's screen: adds what only this side knows, hides what the screen must not show. */
import { defined } from "../../core/kit/defined.ts";
import { zonedTime } from "../../core/kit/zoned-time.ts";
import { givenResponse, type Response } from "../../core/questions/question.ts";
import type { ActionView, PortalStep, QuestionView } from "../../core/session/portal-view.ts";
import type { ApprovingView } from "../../core/session/waiting-view.ts";
import { referenceOf } from "../../core/session/reference.ts";
import type { PortalScreen } from "../../contract/portal.ts";
import type { Deps } from "../deps.ts";
import { mayBeInTheWay, withdrawBeforehand } from "../actions/act.ts";
import { accountShown, actionScreen } from "./action-screen.ts";
import { newPressToken } from "./human-press.ts";
import { viewerOf } from "./observation.ts";
import { shownOffer } from "./passkey-offer.ts";
import { hasPasskeyToShow } from "./passkey-verbs.ts";
import type { PortalRequest } from "./request.ts";

export async function screenOf(deps: Deps, request: PortalRequest, step: PortalStep): Promise<PortalScreen> {
  switch (step.step) {
    case "landing": {
      const { step: _step, agentName: _agent, ...landing } = step;
      return {
        screen: "landing",
        ...landing,
        ...agentOf(step),
        aboutMinutes: 2,
        pressToken: await newPressToken(deps, request.locator),
      };
    }
    case "question":
      return questionScreen(deps, request, step);
    case "not_verified": {
      const { step: _step, answerBy, ...rest } = step;
      const reference = referenceOf(request.id);
      return answerBy === undefined
        ? { screen: "not_verified", ...rest, reference }
        : {
            screen: "person_asked",
            reference,
            answerBy,
            answerTime: zonedTime(answerBy, deps.config.TIME_ZONE),
          };
    }
    case "action":
      return actionOf(deps, request, step);
    case "timed_out":
    case "action_over":
      return { screen: "timed_out", reference: referenceOf(request.id) };
    case "moved":
    case "ended":
      return { screen: step.step };
    case "other_browser":
      return { screen: "other_browser", pressToken: await newPressToken(deps, request.locator) };
    case "move_code": {
      const { step: _step, ...move } = step;
      return { screen: "move_code", ...move, pressToken: await newPressToken(deps, request.locator) };
    }
    case "code": {
      const { step: _step, agentName: _agent, ...code } = step;
      return { screen: "code", ...code, ...agentOf(step) };
    }
    case "reported":
      return { screen: "reported", at: step.at, again: await isFree(deps, request) };
    case "approving":
      return approvingScreen(deps, request, step);
    case "action_done":
    case "verified": {
      const { step: screen, passkeyOffer, ...rest } = step;
      const passkey = passkeyOffer === undefined ? undefined : await shownOffer(deps, request, passkeyOffer);
      return { screen, ...rest, ...defined({ passkey }) } as PortalScreen;
    }
    case "warning":
    case "holding":
    case "action_withdrawn": {
      const { step: screen, ...rest } = step;
      return { screen, ...rest } as PortalScreen;
    }
  }
}

/** Nobody types a password for an account that the target would leave alone. */
async function actionOf(deps: Deps, request: PortalRequest, step: ActionView): Promise<PortalScreen> {
  const account = await accountShown(deps, step);
  if (account === undefined || step.state !== "available" || !mayBeInTheWay(account, step.action)) {
    return actionScreen(deps, step, { account });
  }
  await withdrawBeforehand(deps, request, account);
  const after = await deps.session(request.id).view(await viewerOf(deps, request));
  return after.step === "action" ? actionScreen(deps, after, { account }) : screenOf(deps, request, after);
}

/** A passkey that was removed or suspended since the link was sent would not do: the page asks for none then. */
async function approvingScreen(
  deps: Deps,
  request: PortalRequest,
  { step: screen, passkey, ...rest }: ApprovingView,
): Promise<PortalScreen> {
  return passkey === true && (await hasPasskeyToShow(deps, request))
    ? { screen, ...rest, passkey }
    : { screen, ...rest };
}

/** Without the database the page is as right after the press. A block of a typed destination is lifted by nobody. */
async function isFree({ verifications, guards, clock, log }: Deps, { id }: PortalRequest): Promise<boolean> {
  try {
    const record = await verifications.byId(id);
    return record?.origin === "on_record" && (await guards.state(record.personId, clock())).fencedUntil === undefined;
  } catch (error) {
    log.failure("portal.reported", error);
    return false;
  }
}

/** Whoever reads a message that went astray learns no name from its page. */
function agentOf({ typed, agentName }: { readonly typed: boolean; readonly agentName: string }) {
  return typed ? {} : { agentName };
}

async function questionScreen(deps: Deps, request: PortalRequest, step: QuestionView): Promise<PortalScreen> {
  const { previous, extensionsLeft } = step;
  const given =
    previous === undefined
      ? undefined
      : await deps.vault.open(
          previous.sealed,
          `transcript/${request.id}/${String(previous.ordinal)}/${String(previous.attempt)}`,
        );
  return {
    screen: "question",
    ordinal: step.ordinal,
    attempt: step.attempt,
    questions: step.questions,
    kind: step.kind,
    params: step.params,
    form: step.form,
    options: step.options,
    deadlineAt: step.deadlineAt,
    moreTime: extensionsLeft > 0 ? "offered" : "none_left",
    ...(previous === undefined || given === undefined
      ? {}
      : {
          previous: {
            ordinal: previous.ordinal,
            answer: givenResponse(JSON.parse(given) as Response, previous.options),
          },
        }),
  };
}
