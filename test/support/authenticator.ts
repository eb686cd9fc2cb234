/** An authenticator in software: ES256, no attestation; what it shows and signs can be bent. */
import type { AssertedCredential, CreatedCredential } from "../../workers/app/ports/passkeys.ts";
import { randomBytes, toBase64Url, utf8 } from "../../workers/adapters/crypto/bytes.ts";

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

export interface Bent {
  readonly origin?: string;
  readonly rpId?: string;
  /** The person pressed, and showed neither finger nor PIN. */
  readonly unverified?: boolean;
  readonly counter?: number;
  readonly type?: string;
}

export class Authenticator {
  readonly id = toBase64Url(randomBytes(32));
  readonly #keys = crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async create(challenge: string, bent: Bent = {}): Promise<CreatedCredential> {
    const { publicKey } = await this.#keys;
    const raw = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
    const id = bytes(this.id);
    const cose = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, ...raw.slice(1, 33), 0x22, 0x58, 32, ...raw.slice(33)];
    const credential = [...Array<number>(16).fill(0), 0, id.length, ...id, ...cose];
    const data = [...(await this.#shown(bent, HAS_CREDENTIAL)), ...credential];
    // {"fmt": "none", "attStmt": {}, "authData": ...} in CBOR.
    const object = [0xa3, ...text("fmt"), ...text("none"), ...text("attStmt"), 0xa0, ...text("authData")];
    return {
      id: this.id,
      rawId: this.id,
      response: {
        clientDataJSON: toBase64Url(this.#client(challenge, "webauthn.create", bent)),
        attestationObject: toBase64Url(Uint8Array.from([...object, 0x58, data.length, ...data])),
        transports: ["internal"],
      },
    };
  }

  async assert(challenge: string, bent: Bent = {}): Promise<AssertedCredential> {
    const { privateKey } = await this.#keys;
    const client = this.#client(challenge, "webauthn.get", bent);
    const data = await this.#shown(bent, 0);
    const signed = Uint8Array.from([...data, ...(await sha256(client))]);
    const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, signed);
    return {
      id: this.id,
      rawId: this.id,
      response: {
        clientDataJSON: toBase64Url(client),
        authenticatorData: toBase64Url(Uint8Array.from(data)),
        signature: toBase64Url(der(new Uint8Array(signature))),
      },
    };
  }

  #client(challenge: string, type: string, bent: Bent) {
    return utf8(JSON.stringify({ type: bent.type ?? type, challenge, origin: bent.origin ?? this.#origin }));
  }

  async #shown({ rpId, unverified = false, counter = 0 }: Bent, flag: number): Promise<number[]> {
    const flags = PRESENT | flag | (unverified ? 0 : VERIFIED);
    const big = [24, 16, 8, 0].map((shift) => (counter >>> shift) & 0xff);
    return [...(await sha256(utf8(rpId ?? new URL(this.#origin).hostname))), flags, ...big];
  }
}

const bytes = (encoded: string): Uint8Array =>
  Uint8Array.from(atob(encoded.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const text = (value: string): number[] => [0x60 + value.length, ...utf8(value)];

async function sha256(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data));
}

/** r and s, side by side, as the ASN.1 that authenticators send. */
function der(raw: Uint8Array): Uint8Array {
  const part = (number: Uint8Array): number[] => {
    const first = number.findIndex((byte) => byte !== 0);
    const short = Array.from(number.slice(first));
    const positive = (short[0] ?? 0) > 0x7f ? [0, ...short] : short;
    return [2, positive.length, ...positive];
  };
  const both = [...part(raw.slice(0, 32)), ...part(raw.slice(32))];
  return Uint8Array.from([0x30, both.length, ...both]);
}
