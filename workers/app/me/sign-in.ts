/**
 * Signing in at one's own page, with the account at the company. What comes of it opens that page and nothing of the
 * console, and nobody who is signed in to the console is signed in here.
 */
import type { MeProvider } from "../../contract/me.ts";
import { entry } from "../../core/kit/entry.ts";
import type { Language } from "../../core/kit/language.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/kit/time.ts";
import { isOfOurs, isStrongEnough, type Identity, type SignInRefusal } from "../../core/policy/who-enters.ts";
import { answersForPeople, personKey, type PersonRefusal } from "../../core/policy/who-is-person.ts";
import type { SignInProvider } from "../../core/settings/sections/sign-in.ts";
import {
  askProvider,
  readPending,
  shownAt,
  takeAnswer,
  type BegunIdentitySignIn,
  type ProviderAnswer,
} from "../access/identity-request.ts";
import type { Deps } from "../deps.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { KnownPersonSignIn, NewPersonSignIn, PersonSignIn } from "../ports/person-sign-ins.ts";

const IDLE_MS = 30 * MINUTE_MS;
const ABSOLUTE_MS = 4 * HOUR_MS;
/** Writing on every request would be a row per click. */
const TOUCH_EVERY_MS = MINUTE_MS;
/** Of the name of the row, which is no secret: it is an HMAC of the token. */
const ID_LENGTH = 16;

/** Refuses nothing: those that say which person somebody is. */
export function personProviders({ config }: Pick<Deps, "config">): readonly MeProvider[] {
  return Object.entries(config.SIGN_IN_PROVIDERS)
    .filter(([, provider]) => answersForPeople(provider))
    .map(([name, rules]) => ({ name, label: rules.label, strong: showsSecondFactor(rules) }));
}

/** Whether some provider of theirs shows a second factor: else nobody adds a passkey at their own page, or vouches there. */
export function peopleShowSecondFactor({ config }: Pick<Deps, "config">): boolean {
  return Object.values(config.SIGN_IN_PROVIDERS).some((rules) => answersForPeople(rules) && showsSecondFactor(rules));
}

/** With any value named, whoever has shown none of them was refused. */
function showsSecondFactor({ secondFactor: { acr, amr } }: Pick<SignInProvider, "secondFactor">): boolean {
  return acr.length + amr.length > 0;
}

function rulesOf({ config }: Pick<Deps, "config">, name: string): SignInProvider | undefined {
  const rules = entry(config.SIGN_IN_PROVIDERS, name);
  return rules !== undefined && answersForPeople(rules) ? rules : undefined;
}

/** Refused where there is no such provider for people, or it does not answer; both are audited. */
export async function beginPersonSignIn(
  deps: Deps,
  request: { readonly provider: string; readonly fresh: boolean; readonly language?: Language | undefined },
): Promise<Result<BegunIdentitySignIn, PersonRefusal>> {
  if (rulesOf(deps, request.provider) === undefined) {
    return refused(deps, { code: "person.unknown", reason: "sign_in.provider_unknown" });
  }
  const begun = await askProvider(deps, "me", request);
  return begun.ok
    ? begun
    : refused(deps, { code: kindOf(begun.error), reason: begun.error, provider: request.provider });
}

/** In which language the page was pressed to speak, from where somebody left for the provider. */
export async function languageBegunIn(deps: Deps, pending: string | undefined): Promise<Language | undefined> {
  return (await readPending(deps, "me", pending))?.language;
}

export interface PersonSignedIn {
  /** The cookie's value; only its keyed name is stored. */
  readonly token: string;
  readonly signIn: NewPersonSignIn;
}

/** Every refusal is audited and leaves nothing behind but the state, which counts once. */
export async function finishPersonSignIn(
  deps: Deps,
  {
    browserTag,
    current,
    ...given
  }: ProviderAnswer & {
    readonly browserTag: string;
    /** Who is signed in here already. */
    readonly current?: PersonSignIn | undefined;
  },
): Promise<Result<PersonSignedIn, PersonRefusal>> {
  const answered = await takeAnswer(deps, "me", given);
  if (!answered.ok) {
    const { code: reason, ...known } = answered.error;
    return refused(deps, { code: kindOf(reason), reason, ...known });
  }
  const { pending, identity } = answered.value;
  const { provider, fresh } = pending;
  const rules = rulesOf(deps, provider);
  const found =
    rules === undefined ? err("sign_in.provider_unknown" as const) : await whoIs(deps, { rules, fresh }, identity);
  if (!found.ok) {
    return refused(deps, { code: kindOf(found.error), reason: found.error, provider });
  }
  const person = found.value;
  if (fresh && current !== undefined && current.person.id !== person.id) {
    return refused(deps, { code: "person.unknown", reason: "sign_in.other_person", provider });
  }
  if (current !== undefined) {
    await endPersonSignIn(deps, { ...current, personId: current.person.id }, "replaced");
  }
  return ok(await start(deps, person, { identity, provider, browserTag, rules }));
}

async function whoIs(
  deps: Deps,
  { rules, fresh }: { readonly rules: SignInProvider; readonly fresh: boolean },
  identity: Identity,
): Promise<Result<PersonRecord, SignInRefusal>> {
  if (!isOfOurs(identity, rules)) {
    return err("sign_in.no_access");
  }
  const strong = isStrongEnough(identity, rules, { fresh });
  if (!strong.ok) {
    return strong;
  }
  const person = await found(deps, rules, identity);
  if (person === undefined) {
    return err("sign_in.no_access");
  }
  return person.active && person.intact ? ok(person) : err("sign_in.inactive");
}

/** Nobody where the directory has several: which of them it is nothing here can say. */
async function found(deps: Deps, rules: SignInProvider, identity: Identity): Promise<PersonRecord | undefined> {
  const key = personKey(identity, rules);
  if (rules.people.claim !== undefined) {
    return key === undefined ? undefined : onlyOne(await deps.people.byExternalId(key.value));
  }
  const linked = await deps.personSignIns.linkedWith(identity);
  if (linked !== undefined) {
    return deps.people.byId(linked);
  }
  const person = key === undefined ? undefined : onlyOne(await deps.people.byEmail(key.value));
  return person?.active === true && person.intact && (await linkFirst(deps, person, identity)) ? person : undefined;
}

const onlyOne = (people: readonly PersonRecord[]): PersonRecord | undefined =>
  people.length === 1 ? people[0] : undefined;

/** A mail address says it once: the account that came first stays the one, whoever has the address later. */
async function linkFirst(deps: Deps, person: PersonRecord, { issuer, subject }: Identity): Promise<boolean> {
  const at = deps.clock();
  const audit = { at, actor: person.id, action: "person.account_linked", subject: person.id, details: { issuer } };
  return deps.personSignIns.link({ issuer, subject }, person, audit);
}

async function start(
  deps: Deps,
  person: PersonRecord,
  {
    identity,
    provider,
    browserTag,
    rules,
  }: {
    readonly identity: Identity;
    readonly provider: string;
    readonly browserTag: string;
    readonly rules: SignInProvider | undefined;
  },
): Promise<PersonSignedIn> {
  const now = deps.clock();
  const token = deps.vault.newToken();
  const signIn: NewPersonSignIn = {
    idHash: deps.vault.rowName("person_sessions", token),
    personId: person.id,
    provider,
    createdAt: now,
    authenticatedAt: shownAt(deps, identity),
    secondFactor: rules !== undefined && showsSecondFactor(rules),
    lastSeenAt: now,
    expiresAt: now + ABSOLUTE_MS,
    browserTag,
  };
  const audit = { at: now, actor: person.id, action: "person.signed_in", subject: person.id, details: { provider } };
  await deps.personSignIns.add(signIn, audit);
  return { token, signIn };
}

/** Undefined when there is no sign-in, or it idled out, ended, turned up in another browser, its person has left, or its provider says nothing of people any more. */
export async function authenticatePerson(
  deps: Deps,
  token: string,
  browserTag: string,
): Promise<PersonSignIn | undefined> {
  const now = deps.clock();
  const signIn = await deps.personSignIns.find(deps.vault.rowName("person_sessions", token));
  if (signIn === undefined || !signIn.person.active || !signIn.person.intact) {
    return undefined;
  }
  const stored = { ...signIn, personId: signIn.person.id };
  if (now >= overAt(stored)) {
    await endPersonSignIn(deps, stored, "expired");
    return undefined;
  }
  // Whoever was let in by a provider that is trusted no more would go on for hours.
  if (rulesOf(deps, signIn.provider) === undefined) {
    await endPersonSignIn(deps, stored, "provider_gone");
    return undefined;
  }
  if (signIn.browserTag !== browserTag) {
    await endPersonSignIn(deps, stored, "other_browser");
    return undefined;
  }
  if (now >= signIn.lastSeenAt + TOUCH_EVERY_MS) {
    await deps.personSignIns.touch(signIn, now);
  }
  return signIn;
}

const overAt = ({ expiresAt, lastSeenAt }: NewPersonSignIn): number => Math.min(expiresAt, lastSeenAt + IDLE_MS);

type EndReason =
  "expired" | "other_browser" | "replaced" | "signed_out" | "ended_by_person" | "not_me" | "provider_gone";

/** Refuses nothing. */
export async function endPersonSignIn(deps: Deps, signIn: NewPersonSignIn, reason: EndReason): Promise<void> {
  const { personId } = signIn;
  await deps.personSignIns.end(signIn, {
    reason,
    audit: {
      at: deps.clock(),
      actor: personId,
      action: "person.signed_out",
      subject: personId,
      details: { reason },
    },
  });
}

export interface ListedPersonSignIn {
  readonly id: string;
  readonly startedAt: number;
  readonly lastSeenAt: number;
  readonly endedAt?: number;
}

export const personSignInId = ({ idHash }: Pick<NewPersonSignIn, "idHash">): string => idHash.slice(0, ID_LENGTH);

/** When it ended, also where nobody has asked with it since; undefined while it lasts. */
export function endOf(signIn: KnownPersonSignIn, now: number): number | undefined {
  const over = overAt(signIn);
  return signIn.endedAt ?? (now >= over ? over : undefined);
}

/** Refused: one that is not one's own, or has ended. */
export async function endOwnPersonSignIn(
  deps: Deps,
  current: PersonSignIn,
  id: string,
): Promise<Result<undefined, "sign_in.unknown">> {
  const now = deps.clock();
  const open = await deps.personSignIns.open(current.person.id, now);
  const one = open.find((signIn) => personSignInId(signIn) === id && endOf(signIn, now) === undefined);
  if (one === undefined) {
    return err("sign_in.unknown");
  }
  await endPersonSignIn(deps, one, "ended_by_person");
  return ok();
}

/** However many there are: whoever makes many must not keep the first. */
export async function endPersonSignIns(deps: Deps, { id }: Pick<PersonRecord, "id">, reason: EndReason): Promise<void> {
  for (;;) {
    const open = await deps.personSignIns.open(id, deps.clock());
    if (open.length === 0) {
      return;
    }
    await Promise.all(open.map((signIn) => endPersonSignIn(deps, signIn, reason)));
  }
}

/** What the person is told: where it says who somebody is, one sentence for all. */
function kindOf(refusal: SignInRefusal): PersonRefusal {
  switch (refusal) {
    case "sign_in.second_factor":
      return "person.second_factor";
    case "sign_in.stale":
      return "person.stale";
    case "identity.unreachable":
      return "person.away";
    case "sign_in.no_cookie":
    case "sign_in.lost":
    case "identity.declined":
      return "person.again";
    default:
      return "person.unknown";
  }
}

async function refused(
  deps: Deps,
  { code, reason, provider = "unknown" }: { code: PersonRefusal; reason: SignInRefusal; provider?: string },
): Promise<Result<never, PersonRefusal>> {
  await deps.audit.count({
    at: deps.clock(),
    actor: "unknown",
    action: "person.sign_in_refused",
    subject: "sign_in",
    details: { provider, reason },
  });
  return err(code);
}
