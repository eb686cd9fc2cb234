/** A person's own page. Reading needs no script; a sign-in begins by a GET, because no form may leave this host. */
import { z } from "zod";
import { readStop, stopByNotice, type StopState } from "../../app/actions/stop-by-notice.ts";
import { PENDING_MS } from "../../app/access/identity-request.ts";
import { addingPasskey, readOwnPage, takeOwnData } from "../../app/me/own-page.ts";
import {
  addPersonPasskey,
  beginAddingPersonPasskey,
  readUndo,
  removePersonPasskey,
  renamePersonPasskey,
  undoPasskey,
  type UndoState,
} from "../../app/me/passkeys.ts";
import {
  beginPersonSignIn,
  endOwnPersonSignIn,
  endPersonSignIn,
  finishPersonSignIn,
  languageBegunIn,
} from "../../app/me/sign-in.ts";
import { giveVouch, readVouches, refuseVouch, type VouchError } from "../../app/me/vouches.ts";
import type { PersonSignIn } from "../../app/ports/person-sign-ins.ts";
import { ME_PATHS, type MeDone, type MeProblem, type MeScreen, type StopScreen } from "../../contract/me.ts";
import { addPasskeyRequest, identityAnswer, type PasskeyOptionsReply } from "../../contract/console/access.ts";
import { FIELDS } from "../../contract/portal.ts";
import { tellsSecurity } from "../../core/messages/security-notice.ts";
import { noticeWords } from "../../core/messages/templates/action-notice.ts";
import { defined } from "../../core/kit/defined.ts";
import type { Language } from "../../core/kit/language.ts";
import type { PersonPermission } from "../../core/policy/person-permissions.ts";
import type { PersonRefusal } from "../../core/policy/who-is-person.ts";
import type { Ctx } from "../context.ts";
import { pendingPersonCookie, personCookie } from "../cookies.ts";
import { chosenLanguage, languageFor } from "../language.ts";
import { mePage, signInPage } from "../me-page.ts";
import { browserTag, signedInPerson } from "../middleware/guards.ts";
import { problem } from "../problems.ts";
import { form, get, json, query, type Route } from "../route.ts";
import { pressForm } from "./portal-forms.ts";
import { isTooMuch } from "./sign-in.ts";

const SEE_OTHER = 303;

const row = (path: string, permission: PersonPermission | "public") =>
  ({ path, audience: "person", permission }) as const;

const PROBLEMS = [
  "unknown",
  "second_factor",
  "stale",
  "again",
  "away",
  "too_many",
  "gone",
  "vouch_gone",
  "vouch_not_yet",
  "vouch_wrong",
  "vouch_used_up",
  "vouch_not_yours",
] as const satisfies readonly MeProblem[];
const DONE = ["vouched", "vouch_refused", "vouch_warned"] as const satisfies readonly MeDone[];
const pageQuery = z.object({
  problem: z.enum(PROBLEMS).optional().catch(undefined),
  done: z.enum(DONE).optional().catch(undefined),
});
const signInQuery = z.object({ fresh: z.literal("1").optional().catch(undefined) });
const nothing = z.strictObject({});
const passkeyId = z.strictObject({ id: z.string().max(80) });
const passkeyName = passkeyId.extend({ name: z.string().trim().min(1).max(60) });
const vouchId = z.strictObject({ id: z.string().max(80) });
const vouch = vouchId.extend({
  digest: z.string().min(40).max(64),
  digits: z
    .string()
    .trim()
    .regex(/^\d{2}$/u),
});
const signInId = z.strictObject({ id: z.string().max(40) });

/** Each step is a call to the provider, or a row of the audit. */
const STEPS = "me:";

const SAID: Readonly<Record<PersonRefusal, MeProblem>> = {
  "person.unknown": "unknown",
  "person.second_factor": "second_factor",
  "person.stale": "stale",
  "person.again": "again",
  "person.away": "away",
};

interface Told {
  readonly problem?: MeProblem | undefined;
  readonly done?: MeDone;
  /** Where this address does not say it. */
  readonly chosen?: Language | undefined;
}

/** A language that was pressed goes along. */
function toPage(c: Ctx, { problem, done, chosen = chosenLanguage(c) }: Told = {}): Response {
  const said = new URLSearchParams(defined({ problem, done, [FIELDS.language]: chosen })).toString();
  return c.redirect(said === "" ? ME_PATHS.page : `${ME_PATHS.page}?${said}`, SEE_OTHER);
}

function personOf(c: Ctx): PersonSignIn {
  const { person } = c.var;
  if (person === undefined) {
    throw new Error("a route for people without a sign-in");
  }
  return person;
}

export const meRoutes: readonly Route[] = [
  query(row(ME_PATHS.page, "public"), pageQuery, async (c, { problem, done }) => {
    const current = await signedInPerson(c);
    if (current === undefined) {
      return mePage(c, signInPage(c, problem));
    }
    const { deps } = c.var;
    const [kept, vouches] = await Promise.all([readOwnPage(deps, current), readVouches(deps, current)]);
    const adding = addingPasskey(deps, current, kept);
    const { provider } = current;
    return mePage(c, { screen: "page", kept, adding, vouches, provider, ...defined({ problem, done }) });
  }),
  query(row(ME_PATHS.signIn, "public"), signInQuery, async (c, { fresh }) => {
    if (await isTooMuch(c, STEPS)) {
      return toPage(c, { problem: "too_many" });
    }
    const provider = c.req.param("provider") ?? "";
    const begun = await beginPersonSignIn(c.var.deps, {
      provider,
      fresh: fresh !== undefined,
      language: chosenLanguage(c),
    });
    if (!begun.ok) {
      return toPage(c, { problem: SAID[begun.error] });
    }
    pendingPersonCookie.set(c, begun.value.pending, PENDING_MS / 1_000);
    return c.redirect(begun.value.address, SEE_OTHER);
  }),
  query(row(ME_PATHS.callback, "public"), identityAnswer, async (c, answer) => {
    const { deps } = c.var;
    const pending = pendingPersonCookie.read(c);
    const chosen = await languageBegunIn(deps, pending);
    if (await isTooMuch(c, STEPS)) {
      return toPage(c, { problem: "too_many", chosen });
    }
    const current = await signedInPerson(c);
    pendingPersonCookie.clear(c);
    const done = await finishPersonSignIn(deps, { answer, pending, current, browserTag: await browserTag(c) });
    if (!done.ok) {
      return toPage(c, { problem: SAID[done.error], chosen });
    }
    const { token, signIn } = done.value;
    personCookie.set(c, token, Math.floor((signIn.expiresAt - deps.clock()) / 1_000));
    return toPage(c, { chosen });
  }),
  get(row(ME_PATHS.data, "me.read"), async (c) =>
    c.json(await takeOwnData(c.var.deps, personOf(c)), 200, {
      "content-disposition": 'attachment; filename="my-data.json"',
    }),
  ),
  form(row(ME_PATHS.signOut, "me.end"), nothing, async (c) => {
    const current = personOf(c);
    await endPersonSignIn(c.var.deps, { ...current, personId: current.person.id }, "signed_out");
    personCookie.clear(c);
    return toPage(c);
  }),
  form(row(ME_PATHS.endSignIn, "me.end"), signInId, async (c, { id }) => {
    const ended = await endOwnPersonSignIn(c.var.deps, personOf(c), id);
    return toPage(c, ended.ok ? {} : { problem: "gone" });
  }),
  json(row(ME_PATHS.passkeyOptions, "me.passkeys"), nothing, async (c) => {
    const begun = await beginAddingPersonPasskey(c.var.deps, personOf(c));
    return begun.ok ? c.json({ options: begun.value } satisfies PasskeyOptionsReply) : problem(c, begun.error);
  }),
  json(row(ME_PATHS.addPasskey, "me.passkeys"), addPasskeyRequest, async (c, request) => {
    const added = await addPersonPasskey(c.var.deps, personOf(c), request);
    return added.ok ? c.json({}, 201) : problem(c, added.error);
  }),
  form(row(ME_PATHS.renamePasskey, "me.end"), passkeyName, async (c, request) => {
    const renamed = await renamePersonPasskey(c.var.deps, personOf(c), request);
    return toPage(c, renamed.ok ? {} : { problem: "gone" });
  }),
  form(row(ME_PATHS.removePasskey, "me.end"), passkeyId, async (c, { id }) => {
    const removed = await removePersonPasskey(c.var.deps, personOf(c), id);
    return toPage(c, removed.ok ? {} : { problem: "gone" });
  }),
  get(row(ME_PATHS.stop, "public"), async (c) => mePage(c, stopScreen(c, await readStop(c.var.deps, locatorIn(c))))),
  form(row(ME_PATHS.stop, "public"), pressForm, async (c, { press }) =>
    mePage(c, stopScreen(c, await stopByNotice(c.var.deps, locatorIn(c), press))),
  ),
  form(row(ME_PATHS.vouch, "me.vouch"), vouch, async (c, request) => {
    const given = await giveVouch(c.var.deps, { current: personOf(c), ...request });
    if (!given.ok) {
      return toPage(c, { problem: vouchProblem(given.error) });
    }
    return given.value === "given" ? toPage(c, { done: "vouched" }) : toPage(c, { problem: `vouch_${given.value}` });
  }),
  form(row(ME_PATHS.refuseVouch, "me.vouch"), vouchId, async (c, { id }) => {
    const refused = await refuseVouch(c.var.deps, { current: personOf(c), id, how: "refused" });
    return toPage(c, refused.ok ? { done: "vouch_refused" } : { problem: vouchProblem(refused.error) });
  }),
  form(row(ME_PATHS.warnOfVouch, "me.vouch"), vouchId, async (c, { id }) => {
    const warned = await refuseVouch(c.var.deps, { current: personOf(c), id, how: "warned" });
    return toPage(c, warned.ok ? { done: "vouch_warned" } : { problem: vouchProblem(warned.error) });
  }),
  get(row(ME_PATHS.notMe, "public"), async (c) => mePage(c, notMe(await readUndo(c.var.deps, locatorIn(c))))),
  form(row(ME_PATHS.notMe, "public"), pressForm, async (c, { press }) =>
    mePage(c, notMe(await undoPasskey(c.var.deps, locatorIn(c), press))),
  ),
];

/** Whatever else it was: it is not asked any more. */
function vouchProblem({ code }: VouchError): MeProblem {
  switch (code) {
    case "approval.not_yet":
      return "vouch_not_yet";
    case "approval.own_check":
      return "vouch_not_yours";
    default:
      return "vouch_gone";
  }
}

const locatorIn = (c: Ctx): string => c.req.param("locator") ?? "";

function stopScreen(c: Ctx, state: StopState): StopScreen {
  if (state.state !== "open") {
    return { screen: "stop", ...state };
  }
  const { deps } = c.var;
  const language = languageFor(c);
  const events = state.events.map((event) => ({ what: noticeWords(event, language), at: event.at }));
  return { screen: "stop", ...state, events, tellsSecurity: tellsSecurity(deps.security.channels) };
}

const notMe = (state: UndoState | { readonly state: "undone" }): MeScreen => ({ screen: "not_me", ...state });
