/**
 * A person's own passkeys. Adding one asks for a sign-in of the last minutes by a second factor; it counts in a check
 * seven days later, and until then whoever was told of it can take it away.
 */
import { err, ok, type Result } from "../../core/kit/result.ts";
import { defined } from "../../core/kit/defined.ts";
import { personPasskeyId, type VerificationId } from "../../core/kit/ids.ts";
import { DAY_MS, type EpochMs } from "../../core/kit/time.ts";
import { isCopied, MAX_PASSKEYS } from "../../core/policy/passkeys.ts";
import { PASSKEY_PROVES_AFTER_DAYS } from "../../core/policy/policy.ts";
import { newChallenge, once } from "../access/passkey-challenge.ts";
import { overseerMails, wakeDeskMails } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AssertedCredential, CreatedCredential } from "../ports/passkeys.ts";
import type { PersonPasskey } from "../ports/person-passkeys.ts";
import type { PersonSignIn } from "../ports/person-sign-ins.ts";
import type { PersonRecord } from "../ports/people.ts";
import { isPressOf, newPressToken } from "../portal/human-press.ts";
import { endPersonSignIns } from "./sign-in.ts";

/** Each addition is told to everybody: more of them in a day is somebody who tries. */
const MOST_NEW = 3;

export const countsFrom = ({ addedAt }: Pick<PersonPasskey, "addedAt">): EpochMs =>
  addedAt + PASSKEY_PROVES_AFTER_DAYS * DAY_MS;

export interface Adder extends Pick<PersonSignIn, "person"> {
  /** Not on the own page but after a pass: what was made for one is nothing to the other. */
  readonly after?: { readonly check: VerificationId; readonly browserTag: string };
}

const addingOf = ({ person, after }: Adder) =>
  ({
    purpose: "person_add",
    personId: person.id,
    ...(after === undefined ? {} : { about: `${after.check}/${after.browserTag}` }),
  }) as const;

/** What the browser asks the authenticator for. Refused: more of them than anybody needs. */
export async function beginAddingPersonPasskey(deps: Deps, adder: Adder): Promise<Result<object, "passkey.too_many">> {
  const { person } = adder;
  const known = await deps.personPasskeys.of(person.id);
  if (known.length >= MAX_PASSKEYS) {
    return err("passkey.too_many");
  }
  const challenge = await newChallenge(deps, addingOf(adder));
  const holder = { id: person.id, email: person.email, name: person.displayName };
  const credentials = known.map(({ credential }) => credential);
  return ok(await deps.personPasskeyProtocol.creationOptions({ challenge, holder, known: credentials }));
}

/** Refused: what was not made for this question, or without the person's finger, face or PIN; one that is known, or too many. */
export async function addPersonPasskey(
  deps: Deps,
  adder: Adder,
  { name, credential: created }: { readonly name: string; readonly credential: CreatedCredential },
): Promise<Result<undefined, "passkey.refused" | "passkey.known" | "passkey.too_many">> {
  const { person, after } = adder;
  const read = await once(deps, addingOf(adder), (isChallenge) =>
    deps.personPasskeyProtocol.readCreated(created, isChallenge),
  );
  if (!read.ok) {
    return read;
  }
  const at = deps.clock();
  const passkey: PersonPasskey = {
    id: deps.vault.newPersonPasskeyId(),
    credential: read.value,
    personId: person.id,
    name,
    addedAt: at,
  };
  const done = await deps.personPasskeys.add(passkey, person, {
    audit: {
      at,
      actor: person.id,
      action: "person_passkey.added",
      subject: person.id,
      details: { passkey: passkey.id, ...defined({ verification: after?.check }) },
    },
    limit: { most: MAX_PASSKEYS, mostNew: MOST_NEW, since: at - DAY_MS },
  });
  return done === "added" ? ok() : err(`passkey.${done}`);
}

async function own(deps: Deps, person: PersonRecord, id: string): Promise<PersonPasskey | undefined> {
  return (await deps.personPasskeys.of(person.id)).find((one) => one.id === id);
}

/** Refused: one that is not there, or somebody else's. */
export async function removePersonPasskey(
  deps: Deps,
  { person }: Pick<PersonSignIn, "person">,
  id: string,
): Promise<Result<undefined, "passkey.unknown">> {
  const passkey = await own(deps, person, id);
  const details = { passkey: id };
  const audit = {
    at: deps.clock(),
    actor: person.id,
    action: "person_passkey.removed",
    subject: person.id,
    details,
  };
  return passkey !== undefined && (await deps.personPasskeys.remove(passkey, audit, []))
    ? ok()
    : err("passkey.unknown");
}

/** Refused: one that is not there, or somebody else's. */
export async function renamePersonPasskey(
  deps: Deps,
  { person }: Pick<PersonSignIn, "person">,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Result<undefined, "passkey.unknown">> {
  const passkey = await own(deps, person, id);
  const audit = {
    at: deps.clock(),
    actor: person.id,
    action: "person_passkey.renamed",
    subject: person.id,
    details: { passkey: id },
  };
  return passkey !== undefined && (await deps.personPasskeys.change(passkey, { name }, audit))
    ? ok()
    : err("passkey.unknown");
}

export const counts = (passkey: Pick<PersonPasskey, "addedAt" | "suspendedAt">, now: EpochMs): boolean =>
  passkey.suspendedAt === undefined && countsFrom(passkey) <= now;

/** Those that count now. */
export async function countingPasskeys(
  deps: Deps,
  person: Pick<PersonRecord, "id">,
): Promise<readonly PersonPasskey[]> {
  const now = deps.clock();
  return (await deps.personPasskeys.of(person.id)).filter((passkey) => counts(passkey, now));
}

/** What the browser asks the authenticator for; `about` binds the signature to one check in one browser. Undefined: none counts. */
export async function beginShowingPasskey(
  deps: Deps,
  person: Pick<PersonRecord, "id">,
  about: string,
): Promise<object | undefined> {
  const allowed = (await countingPasskeys(deps, person)).map(({ credential }) => credential);
  if (allowed.length === 0) {
    return undefined;
  }
  const challenge = await newChallenge(deps, { purpose: "person_show", personId: person.id, about });
  return deps.personPasskeyProtocol.requestOptions({ challenge, allowed });
}

/** Which of the person's own it was. Refused: another's, one that does not count yet, and what was not signed for this. */
export async function showPersonPasskey(
  deps: Deps,
  { person, about }: { readonly person: Pick<PersonRecord, "id">; readonly about: string },
  asserted: AssertedCredential,
): Promise<Result<PersonPasskey, "passkey.refused" | "passkey.suspended">> {
  const passkey = (await countingPasskeys(deps, person)).find(({ credential }) => credential.id === asserted.id);
  if (passkey === undefined) {
    return err("passkey.refused");
  }
  const wanted = { purpose: "person_show", personId: passkey.personId, about } as const;
  const read = await once(deps, wanted, (isChallenge) =>
    deps.personPasskeyProtocol.readAsserted(asserted, passkey.credential, isChallenge),
  );
  if (!read.ok) {
    return read;
  }
  const { counter } = read.value;
  const at = deps.clock();
  if (isCopied({ before: passkey.credential.counter, shown: counter })) {
    const details = { passkey: passkey.id };
    await deps.personPasskeys.change(
      passkey,
      { suspendedAt: at },
      { at, actor: passkey.personId, action: "person_passkey.suspended", subject: passkey.personId, details },
    );
    return err("passkey.suspended");
  }
  return (await deps.personPasskeys.used(passkey, { counter, at })) ? ok(passkey) : err("passkey.refused");
}

export type UndoState =
  | { readonly state: "open"; readonly addedAt: EpochMs; readonly until: EpochMs; readonly pressToken: string }
  /** It counts by now: the desk has to be called. */
  | { readonly state: "over" }
  /** Taken away already, or no address of ours. */
  | { readonly state: "gone" };

/** Behind the link of a message about a new passkey. Changes nothing. */
export async function readUndo(deps: Deps, locator: string): Promise<UndoState> {
  const passkey = await undoable(deps, locator);
  if (passkey === undefined) {
    return { state: "gone" };
  }
  const until = countsFrom(passkey);
  return deps.clock() < until
    ? { state: "open", addedAt: passkey.addedAt, until, pressToken: await newPressToken(deps, locator) }
    : { state: "over" };
}

async function undoable(deps: Deps, locator: string): Promise<PersonPasskey | undefined> {
  const id = personPasskeyId.safeParse(await deps.vault.readUndoLocator(locator));
  return id.success ? deps.personPasskeys.byId(id.data) : undefined;
}

/**
 * "This wasn't me": the passkey goes, whoever is signed in as the person is signed out, admins and security are told.
 * Only by a person's press: scanners open links of mails, and post their forms.
 */
export async function undoPasskey(
  deps: Deps,
  locator: string,
  pressToken: string,
): Promise<UndoState | { readonly state: "undone" }> {
  const seen = await readUndo(deps, locator);
  const passkey = await undoable(deps, locator);
  if (seen.state !== "open" || passkey === undefined || !(await isPressOf(deps, locator, pressToken))) {
    return seen;
  }
  const person = await deps.people.byId(passkey.personId);
  const { id, personId } = passkey;
  const mails = await overseerMails(deps, "person_passkey_undone", {
    key: id,
    about: { name: person?.displayName ?? personId },
  });
  const at = deps.clock();
  const audit = {
    at,
    actor: "unknown",
    action: "person_passkey.undone",
    subject: personId,
    details: { passkey: id },
  } as const;
  if (await deps.personPasskeys.remove(passkey, audit, mails)) {
    await endPersonSignIns(deps, { id: personId }, "not_me");
    await wakeDeskMails(deps, mails);
  }
  return { state: "undone" };
}
