/** Turns a contact on record, or what an agent typed, into a session's destination. */
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import { isTrusted } from "../../core/policy/contact-age.ts";
import { likenessOf, likenessTagOf } from "../../core/risk/likeness.ts";
import type { SessionDestination } from "../../core/session/session.ts";
import type { SendRequest } from "../../contract/console/send.ts";
import type { CheckedDestination, Deps, DestinationProblem } from "../deps.ts";
import type { ContactRecord, PersonRecord } from "../ports/people.ts";

export type DestinationError =
  | DestinationProblem
  | { readonly code: "contact.unknown"; readonly field: "destination" }
  | { readonly code: "destination.no_reason"; readonly field: "reason" };

/** A reason is read months later; a letter or two say nothing then. */
const SHORTEST_REASON = 3;

interface Target {
  readonly person: PersonRecord;
  readonly verificationId: VerificationId;
}

/** Refused: a contact that is not this person's, what is no destination that may be used, and a typed one without a reason. */
export async function destinationOf(
  deps: Deps,
  target: Target,
  wanted: SendRequest["destination"],
): Promise<Result<SessionDestination, DestinationError>> {
  if (wanted.type === "contact") {
    const contacts = await deps.people.contacts(target.person.id);
    const contact = contacts.find((known) => known.id === wanted.contactId);
    return contact === undefined
      ? err({ code: "contact.unknown", field: "destination" })
      : ok(await onRecord(deps, target, contact));
  }
  const checked = deps.checkDestination(
    wanted.type === "sms"
      ? { channel: "sms", number: wanted.number, country: wanted.country }
      : { channel: "email", address: wanted.address },
  );
  if (!checked.ok) {
    return checked;
  }
  return wanted.reason.length < SHORTEST_REASON
    ? err({ code: "destination.no_reason", field: "reason" })
    : ok(await typed(deps, target, { ...checked.value, reason: wanted.reason }));
}

/** Throws where the contact does not open: its key is gone, or somebody moved it. */
export async function onRecord(deps: Deps, target: Target, contact: ContactRecord): Promise<SessionDestination> {
  const value = await deps.vault.open(contact.valueSealed, `person_contacts/${contact.id}`);
  if (value === undefined) {
    throw new Error("contact cannot be opened");
  }
  const tags = { tag: contact.valueTag, ...(await likenessTag(deps, { channel: contact.channel, canonical: value })) };
  const [sealed, others] = await Promise.all([
    deps.vault.seal(value, `messages/${target.verificationId}`),
    deps.people.othersWithContact(tags, target.person.id),
  ]);
  return {
    channel: contact.channel,
    origin: "on_record",
    trusted: isTrusted(contact, deps.clock()),
    changedAt: contact.changedAt,
    baseline: contact.baseline,
    onRecordForOthers: others,
    usedForOthers: 0,
    disposableDomain: false,
    masked: contact.masked,
    maskedPlain: contact.maskedPlain,
    ...tags,
    sealed,
    contactId: contact.id,
    source: contact.source,
  };
}

/** Left out where the destination is like nothing but itself: that is its own tag. */
async function likenessTag(
  { vault }: Pick<Deps, "vault">,
  destination: Pick<CheckedDestination, "channel" | "canonical">,
): Promise<{ readonly likenessTag?: string }> {
  const like = likenessOf(destination);
  return like === destination.canonical
    ? {}
    : { likenessTag: await vault.tag("destination", `${destination.channel}:${like}`) };
}

async function typed(
  deps: Deps,
  target: Target,
  checked: CheckedDestination & { reason: string },
): Promise<SessionDestination> {
  const tag = await deps.vault.tag("destination", `${checked.channel}:${checked.canonical}`);
  const contacts = await deps.people.contacts(target.person.id);
  const known = contacts.find((contact) => contact.valueTag === tag);
  if (known !== undefined) {
    // Typing what is on record anyway is the contact on record.
    return onRecord(deps, target, known);
  }
  const tags = { tag, ...(await likenessTag(deps, checked)) };
  const [sealed, onRecordForOthers, usedForOthers] = await Promise.all([
    deps.vault.seal(checked.canonical, `messages/${target.verificationId}`),
    deps.people.othersWithContact(tags, target.person.id),
    deps.verifications.othersWithDestination(likenessTagOf(tags), target.person.id),
  ]);
  return {
    channel: checked.channel,
    origin: "typed",
    trusted: false,
    baseline: false,
    onRecordForOthers,
    // Another person's contact typed for this one is as telling as one that was used before.
    usedForOthers: usedForOthers + onRecordForOthers,
    disposableDomain: checked.disposableDomain,
    masked: checked.masked,
    maskedPlain: checked.maskedPlain,
    ...tags,
    sealed,
    reason: checked.reason,
    ...(checked.numberType === undefined ? {} : { numberType: checked.numberType }),
  };
}
