/**
 * The address of one link: of a check, of what takes a new passkey away, or of what stops a check that somebody was
 * told of: base64url of key generation (1 byte), session id (16), link number (1)
 * and the first 16 bytes of an HMAC over the rest. The MAC is checked before any object is
 * touched, so a guessed link costs nothing and creates nothing. Nothing of it is stored.
 */
import { personPasskeyId, verificationId, type PersonPasskeyId, type VerificationId } from "../../core/kit/ids.ts";
import { fromBase64Url, randomBytes, toBase64Url, utf8 } from "./bytes.ts";
import { equalBytes, type Keyring } from "./keyring.ts";

const ID_BYTES = 16;
const MAC_BYTES = 16;
const HEAD_BYTES = 1 + ID_BYTES + 1;
export const LOCATOR_LENGTH = 46;
const PREFIX = "vrf_";
const PASSKEY_PREFIX = "ppk_";
/** What the MAC is over beside the head: a locator of one kind is none of the other. */
const LABELS = { check: "locator\n", undo: "undo\n", notice: "notice\n" } as const;
type Kind = keyof typeof LABELS;

export interface Located {
  readonly id: VerificationId;
  readonly linkNumber: number;
}

/** A check, and the number of the notice within it. */
export interface NoticeLocated {
  readonly id: VerificationId;
  readonly number: number;
}

/** A new random session id, 128 bits. */
export function newVerificationId(): VerificationId {
  return verificationId.parse(`${PREFIX}${toBase64Url(randomBytes(ID_BYTES))}`);
}

/** A new random id of a person's passkey, 128 bits. */
export function newPersonPasskeyId(): PersonPasskeyId {
  return personPasskeyId.parse(`${PASSKEY_PREFIX}${toBase64Url(randomBytes(ID_BYTES))}`);
}

export function locatorFor(keyring: Keyring, { id, linkNumber }: Located): Promise<string> {
  return made(keyring, "check", { id: id.slice(PREFIX.length), number: linkNumber });
}

/** Of the page that takes this passkey away. */
export function undoLocatorFor(keyring: Keyring, id: PersonPasskeyId): Promise<string> {
  return made(keyring, "undo", { id: id.slice(PASSKEY_PREFIX.length), number: 0 });
}

/** Of the page that stops what one contact was told of. */
export function noticeLocatorFor(keyring: Keyring, { id, number }: NoticeLocated): Promise<string> {
  return made(keyring, "notice", { id: id.slice(PREFIX.length), number });
}

/**
 * 34 bytes leave two bits for the last character, so it is one of A, Q, g, w: phones that cut
 * trailing punctuation off a link never cut this one.
 */
async function made(
  keyring: Keyring,
  kind: Kind,
  of: { readonly id: string; readonly number: number },
): Promise<string> {
  const id = fromBase64Url(of.id);
  if (id === undefined || id.length !== ID_BYTES) {
    throw new Error("an id has the wrong length");
  }
  const head = new Uint8Array(HEAD_BYTES);
  head[0] = keyring.current("links");
  head.set(id, 1);
  head[HEAD_BYTES - 1] = of.number;
  const mac = await keyring.sign("links", withLabel(kind, head), head[0]);
  if (mac === undefined) {
    throw new Error("current link key is not listed");
  }
  const whole = new Uint8Array(HEAD_BYTES + MAC_BYTES);
  whole.set(head);
  whole.set(mac.subarray(0, MAC_BYTES), HEAD_BYTES);
  return toBase64Url(whole);
}

/** Undefined for anything that we did not make. Punctuation that a mail client glued on is ignored. */
export async function readLocator(keyring: Keyring, text: string): Promise<Located | undefined> {
  const found = await read(keyring, "check", text);
  return found && { id: verificationId.parse(`${PREFIX}${found.id}`), linkNumber: found.number };
}

/** As `readLocator`, of a page that takes a passkey away. */
export async function readUndoLocator(keyring: Keyring, text: string): Promise<PersonPasskeyId | undefined> {
  const found = await read(keyring, "undo", text);
  return found && personPasskeyId.parse(`${PASSKEY_PREFIX}${found.id}`);
}

/** As `readLocator`, of a page that stops what one contact was told of. */
export async function readNoticeLocator(keyring: Keyring, text: string): Promise<NoticeLocated | undefined> {
  const found = await read(keyring, "notice", text);
  return found && { id: verificationId.parse(`${PREFIX}${found.id}`), number: found.number };
}

async function read(
  keyring: Keyring,
  kind: Kind,
  text: string,
): Promise<{ readonly id: string; readonly number: number } | undefined> {
  const locator = text.slice(0, LOCATOR_LENGTH);
  if (locator.length !== LOCATOR_LENGTH || /[A-Za-z0-9]/.test(text.slice(LOCATOR_LENGTH))) {
    return undefined;
  }
  const bytes = fromBase64Url(locator);
  if (bytes === undefined || bytes.length !== HEAD_BYTES + MAC_BYTES) {
    return undefined;
  }
  const head = bytes.slice(0, HEAD_BYTES);
  const mac = await keyring.sign("links", withLabel(kind, head), head[0]);
  // A second encoding of the same bytes (unused low bits) must not be a second valid address.
  if (
    mac === undefined ||
    !equalBytes(mac.subarray(0, MAC_BYTES), bytes.subarray(HEAD_BYTES)) ||
    toBase64Url(bytes) !== locator
  ) {
    return undefined;
  }
  return { id: toBase64Url(head.subarray(1, 1 + ID_BYTES)), number: head[HEAD_BYTES - 1] ?? 0 };
}

function withLabel(kind: Kind, head: Uint8Array): Uint8Array<ArrayBuffer> {
  const label = utf8(LABELS[kind]);
  const data = new Uint8Array(label.length + head.length);
  data.set(label);
  data.set(head, label.length);
  return data;
}
