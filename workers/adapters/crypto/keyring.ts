/**
 * Keys for links, cookies, fields and tags, derived by label from one root secret (HKDF-SHA-256).
 * Each purpose has numbered generations that rotate on their own: the newest is used to make,
 * every listed one is accepted. Keys are non-extractable and never leave this file's callers.
 */
import type { Keyed } from "../../core/kit/keyed.ts";
import { keyedBy, type KeyedPurpose } from "./keyed.ts";
import { rowMacs, type RowMacs } from "./row-macs.ts";
import { sealedNow } from "./sealed-now.ts";
import type { SealedNow } from "../../app/ports/vault.ts";
import { fromBase64Url, randomBytes, toBase64Url, utf8 } from "./bytes.ts";

export type KeyPurpose = "links" | "fields" | "tags" | "rows" | "settings";

export interface KeyGenerations {
  /** Newest first, each 1 to 255. */
  readonly [purpose: string]: readonly number[];
}

type SealingPurpose = Extract<KeyPurpose, "fields" | "settings">;

export interface Sealer {
  readonly seal: (plain: string, boundTo: string) => Promise<string>;
  readonly open: (sealed: string, boundTo: string) => Promise<string | undefined>;
}

export interface Keyring extends Sealer {
  /** Generation to make with. */
  readonly current: (purpose: KeyPurpose) => number;
  /** HMAC-SHA-256; undefined for a generation that is not listed. */
  readonly sign: (
    purpose: KeyPurpose,
    data: Uint8Array<ArrayBuffer>,
    generation?: number,
  ) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /**
   * AES-256-GCM with a random nonce; the text is `generation.nonce.ciphertext` in base64url. Its
   * length tells that of `plain` in steps of 256 bytes only. Blanks at the end of `plain` are lost.
   */
  readonly seal: (plain: string, boundTo: string) => Promise<string>;
  /** Undefined when the text was changed, moved to another row, or its key is gone. */
  readonly open: (sealed: string, boundTo: string) => Promise<string | undefined>;
  /** As `seal` and `open`, under keys of their own: for what an admin typed into the settings. */
  readonly settings: Sealer;
  /** Keyed digest for equality and opaque names, base64url, 22 characters (128 bits). */
  readonly tag: (label: string, value: string) => Promise<string>;
  /** A function of one subject under a key of its own; another subject or purpose has another. */
  readonly keyed: (purpose: KeyedPurpose, subject: string) => Keyed;
  /** As `seal` and `open`, for who must not wait between deciding and writing. */
  readonly now: SealedNow;
  /** Macs of rows that let somebody in, or that a verdict rests on. */
  readonly rows: RowMacs;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** An answer in any length is one step long: beside "graded correct" its length would pick the fact from a list. */
const PADDED_TO_BYTES = 256;
const BLANK = 0x20;

/** `onRowRefused` hears of the table of every row whose mac does not hold. */
export function createKeyring(
  rootSecret: string,
  generations: KeyGenerations,
  onRowRefused?: (table: string) => void,
): Keyring {
  const cache = new Map<string, Promise<CryptoKey>>();
  const root = crypto.subtle.importKey("raw", utf8(rootSecret), "HKDF", false, ["deriveKey"]);
  const listed = (purpose: KeyPurpose): readonly number[] => generations[purpose] ?? [1];

  const key = (purpose: KeyPurpose, generation: number): Promise<CryptoKey> => {
    const label = `${purpose}/${generation}`;
    const known = cache.get(label);
    if (known !== undefined) {
      return known;
    }
    const derived = root.then((base) => derive(base, purpose, label));
    cache.set(label, derived);
    return derived;
  };

  const seal = async (purpose: SealingPurpose, plain: string, boundTo: string): Promise<string> => {
    const generation = ring.current(purpose);
    const iv = randomBytes(NONCE_BYTES);
    const cipher = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: utf8(boundTo) },
      await key(purpose, generation),
      padded(utf8(plain)),
    );
    return `${generation}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(cipher))}`;
  };

  const open = async (purpose: SealingPurpose, sealed: string, boundTo: string): Promise<string | undefined> => {
    const [generation, nonce, body] = sealed.split(".");
    const iv = fromBase64Url(nonce ?? "");
    const cipher = fromBase64Url(body ?? "");
    if (iv === undefined || cipher === undefined || !listed(purpose).includes(Number(generation))) {
      return undefined;
    }
    try {
      const plain = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv, additionalData: utf8(boundTo) },
        await key(purpose, Number(generation)),
        cipher,
      );
      return new TextDecoder().decode(unpadded(new Uint8Array(plain)));
    } catch {
      // Authentication failed: tampered, or sealed for another row. Callers treat it as absent.
      return undefined;
    }
  };

  const ring: Keyring = {
    current: (purpose) => listed(purpose)[0] ?? 1,
    async sign(purpose, data, generation = ring.current(purpose)) {
      if (!listed(purpose).includes(generation)) {
        return undefined;
      }
      return new Uint8Array(await crypto.subtle.sign("HMAC", await key(purpose, generation), data));
    },
    seal: (plain, boundTo) => seal("fields", plain, boundTo),
    open: (sealed, boundTo) => open("fields", sealed, boundTo),
    settings: {
      seal: (plain, boundTo) => seal("settings", plain, boundTo),
      open: (sealed, boundTo) => open("settings", sealed, boundTo),
    },
    async tag(label, value) {
      const mac = await crypto.subtle.sign("HMAC", await key("tags", ring.current("tags")), utf8(`${label}\n${value}`));
      return toBase64Url(new Uint8Array(mac).subarray(0, TAG_BYTES));
    },
    keyed: keyedBy(rootSecret, listed("tags")[0] ?? 1),
    now: sealedNow(rootSecret, listed("fields")),
    rows: rowMacs(rootSecret, listed("rows"), onRowRefused),
  };
  return ring;
}

/** With blanks: to JSON they are nothing, and what earlier versions sealed without them still opens. */
function padded(plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const steps = Math.max(1, Math.ceil(plain.length / PADDED_TO_BYTES));
  const whole = new Uint8Array(steps * PADDED_TO_BYTES).fill(BLANK);
  whole.set(plain);
  return whole;
}

function unpadded(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== BLANK) + 1);
}

function derive(root: CryptoKey, purpose: KeyPurpose, label: string): Promise<CryptoKey> {
  const derivation = { name: "HKDF", hash: "SHA-256", salt: utf8("imper-edge"), info: utf8(label) };
  return purpose === "fields" || purpose === "settings"
    ? crypto.subtle.deriveKey(derivation, root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])
    : crypto.subtle.deriveKey(derivation, root, { name: "HMAC", hash: "SHA-256", length: 256 }, false, [
        "sign",
        "verify",
      ]);
}

/** Compares equal-length byte strings without an early exit. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) {
    return false;
  }
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) {
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  }
  return difference === 0;
}

/**
 * SHA-256 of a token of 256 random bits, for marks that let nobody in: a state or challenge that is used up, a phone's
 * cookie, the deployment's invitation. Rows that let somebody in are named by `rowName`, under a key.
 */
export async function hashToken(token: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(token))));
}
