/**
 * Tells a person's press from a scanner's: the form carries a token of its page, and nobody reads
 * and presses within the same instant. The same press may carry the phone's signature.
 */
import { type EpochMs, HOUR_MS } from "../../core/kit/time.ts";
import type { Evidence } from "../../core/risk/evidence.ts";
import type { Deps } from "../deps.ts";
import type { PortalRequest } from "./request.ts";

export interface PhoneKey {
  readonly publicKey: string;
  readonly signature: string;
}

/** Scanners post forms the moment they have fetched them; people read first. */
const PRESS_MINIMUM_MS = 400;
const PRESS_MAXIMUM_MS = HOUR_MS;

export async function newPressToken(deps: Deps, locator: string): Promise<string> {
  const head = `${deps.clock().toString(36)}.${deps.vault.newId()}`;
  return `${head}.${await deps.vault.tag("press", `${locator}/${head}`)}`;
}

export async function isHumanPress(deps: Deps, request: PortalRequest, token: string): Promise<boolean> {
  return isPressOf(deps, request.locator, token);
}

/** Of a page under any locator. */
export async function isPressOf(deps: Deps, locator: string, token: string): Promise<boolean> {
  return (await pressedPage(deps, { locator }, token)) !== undefined;
}

/** When the page was made that a person pressed; undefined when it was no person's press, or no page of ours. */
export async function pressedPage(
  deps: Deps,
  request: Pick<PortalRequest, "locator">,
  token: string,
): Promise<EpochMs | undefined> {
  const [at = "", nonce = "", mac = ""] = token.split(".");
  const expected = await deps.vault.tag("press", `${request.locator}/${at}.${nonce}`);
  const page = Number.parseInt(at, 36);
  const age = deps.clock() - page;
  const isTimely = age >= PRESS_MINIMUM_MS && age <= PRESS_MAXIMUM_MS;
  return (await deps.vault.equal(mac, expected)) && isTimely ? page : undefined;
}

interface Phone {
  readonly known: Evidence["endpoint"]["knownPhone"];
  readonly seenWithOther: boolean;
  /** Since when it is one of this person's; absent unless it is. */
  readonly since?: EpochMs;
  readonly tag?: string;
}

/** The phone signs this page's press token with a key that it cannot give away. */
export async function readPhone(
  deps: Deps,
  request: PortalRequest,
  press: { pressToken: string; phoneKey?: PhoneKey },
): Promise<Phone> {
  if (press.phoneKey === undefined) {
    return { known: "absent", seenWithOther: false };
  }
  const genuine = await deps.vault.verifyPhone({ ...press.phoneKey, text: `${request.locator}:${press.pressToken}` });
  if (!genuine) {
    return { known: "invalid", seenWithOther: false };
  }
  const tag = await deps.vault.tag("phone", press.phoneKey.publicKey);
  const [owners, record] = await Promise.all([deps.people.phoneOwners(tag), deps.verifications.byId(request.id)]);
  // Whom a row names that its session did not write is no reason to know a phone.
  const person = record?.integrity === "intact" ? record.personId : undefined;
  const mine = ({ personId }: (typeof owners)[number]): boolean => personId === person;
  const own = owners.find((owner) => mine(owner) && owner.vouches);
  return {
    ...(own === undefined ? { known: "new" } : { known: "verified", since: own.addedAt }),
    seenWithOther: owners.some((owner) => !mine(owner)),
    tag,
  };
}
