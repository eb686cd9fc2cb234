/** What is kept about whoever is signed in at their own page: kinds, sources and ages. Values of facts stay where they are. */
import { defined } from "../../core/kit/defined.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { MAX_PASSKEYS } from "../../core/policy/passkeys.ts";
import { strengthLacking } from "../../core/policy/person-permissions.ts";
import { isTrusted } from "../../core/policy/contact-age.ts";
import { originOf, type FactDocument, type FactName } from "../../core/questions/facts.ts";
import { verdictOf } from "../../core/verdict/verdict.ts";
import type { AddingPasskey, DirectoryField, KeptOfPerson } from "../../contract/me.ts";
import type { Deps } from "../deps.ts";
import { frameOf } from "../desk/row.ts";
import { verdictInput } from "../desk/verdict-input.ts";
import type { DirectoryEntry, PersonRecord } from "../ports/people.ts";
import type { PersonSignIn } from "../ports/person-sign-ins.ts";
import { countsFrom } from "./passkeys.ts";
import { endOf, personSignInId } from "./sign-in.ts";

const CHECKS_SHOWN_MS = 90 * DAY_MS;
const SIGN_INS_SHOWN_MS = 30 * DAY_MS;

/** Refuses nothing. */
export async function readOwnPage(deps: Deps, current: PersonSignIn): Promise<KeptOfPerson> {
  const { person } = current;
  const { id } = person;
  const frame = frameOf(deps);
  const { now } = frame;
  const [entry, contacts, accounts, facts, checks, phones, passkeys, links, signIns] = await Promise.all([
    deps.people.directoryEntry(id),
    deps.people.contacts(id),
    deps.people.accounts(id),
    deps.people.facts(id),
    deps.verifications.ofPerson(id, now - CHECKS_SHOWN_MS),
    deps.people.phonesOf(id),
    deps.personPasskeys.of(id),
    deps.personSignIns.linksOf(id),
    deps.personSignIns.of(id, now - SIGN_INS_SHOWN_MS),
  ]);
  return {
    at: now,
    person: {
      name: person.displayName,
      email: person.email,
      userName: person.userName,
      fields: fieldsOf(person, entry),
      updatedAt: entry?.updatedAt ?? now,
    },
    contacts: contacts.map((contact) => ({
      channel: contact.channel,
      masked: contact.masked,
      selfService: contact.typed,
      since: contact.changedAt,
      counts: isTrusted(contact, now),
    })),
    accounts: accounts.map(({ userName, label }) => ({ userName, label })),
    facts: facts === undefined ? [] : factsOf(facts),
    checks: checks.map((check) => ({
      at: check.record.createdAt,
      action: check.record.action,
      outcome: verdictOf(verdictInput(check), frame).standing,
    })),
    phones: phones.map(({ addedAt, vouches }) => ({ since: addedAt, counts: vouches })),
    passkeys: passkeys.map((passkey) => ({
      id: passkey.id,
      name: passkey.name,
      since: passkey.addedAt,
      countsFrom: countsFrom(passkey),
      ...defined({ lastUsedAt: passkey.lastUsedAt }),
      suspended: passkey.suspendedAt !== undefined,
    })),
    linkedAccounts: links.map(({ issuer, linkedAt }) => ({ label: labelOf(deps, issuer), since: linkedAt })),
    signIns: signIns.map((signIn) => ({
      id: personSignInId(signIn),
      startedAt: signIn.createdAt,
      lastSeenAt: signIn.lastSeenAt,
      ...defined({ endedAt: endOf(signIn, now) }),
      current: signIn.idHash === current.idHash,
    })),
  };
}

/** Whether this sign-in may add a passkey to what is kept, and what it still lacks. */
export function addingPasskey(
  deps: Pick<Deps, "clock">,
  current: PersonSignIn,
  { passkeys }: Pick<KeptOfPerson, "passkeys">,
): AddingPasskey {
  return passkeys.length >= MAX_PASSKEYS ? "full" : (strengthLacking(current, deps.clock()) ?? "offered");
}

/** Written down before the file leaves. */
export async function takeOwnData(deps: Deps, current: PersonSignIn): Promise<KeptOfPerson> {
  const kept = await readOwnPage(deps, current);
  const { id } = current.person;
  await deps.audit.count({ at: kept.at, actor: id, action: "person.data_taken", subject: id, details: {} });
  return kept;
}

/** Department, office and manager are asked about, and stand among the facts. */
const FIELDS: Readonly<Partial<Record<DirectoryEntry["fields"][number], DirectoryField>>> = {
  externalId: "directory_id",
  title: "title",
  locale: "language",
  timeZone: "time_zone",
};

function fieldsOf({ privileged }: PersonRecord, entry: DirectoryEntry | undefined): readonly DirectoryField[] {
  const named = (entry?.fields ?? []).flatMap((field) => FIELDS[field] ?? []);
  return privileged ? [...named, "privileged"] : named;
}

function factsOf(facts: FactDocument): KeptOfPerson["facts"] {
  const { name: _name, ...others } = facts;
  return (Object.keys(others) as FactName[]).flatMap((kind) => {
    const origin = originOf(facts, kind);
    const count = [facts[kind] ?? []].flat().length;
    return origin === undefined
      ? []
      : [{ kind, count, sources: origin.sources, ...defined({ newest: origin.learnedAt }) }];
  });
}

/** As its button says; of one that is set up no more, its host. */
function labelOf({ config }: Deps, issuer: string): string {
  const provider = Object.values(config.SIGN_IN_PROVIDERS).find((one) => one.issuer === issuer);
  return provider?.label ?? issuer.replace(/^https?:\/\//u, "");
}
