/**
 * What files of this folder use of workerd's `node:buffer`, and they and the audit log's of its `node:crypto`; the
 * whole of Node's types would claim globals that a Worker lacks.
 */
declare module "node:crypto" {
  interface Hmac {
    update(data: string | Uint8Array): Hmac;
    digest(): Uint8Array;
    digest(encoding: "hex"): string;
  }
  interface Hash {
    update(data: string): Hash;
    digest(encoding: "hex" | "base64"): string;
  }
  interface SecretKey {
    readonly type: "secret";
  }
  export function createSecretKey(key: Uint8Array): SecretKey;
  export function createHash(algorithm: "sha256"): Hash;
  export function createHmac(algorithm: "sha256", key: string | Uint8Array | SecretKey): Hmac;

  export function timingSafeEqual(left: Uint8Array, right: Uint8Array): boolean;

  interface Cipher {
    setAAD(data: Uint8Array): this;
    update(data: Uint8Array): Uint8Array;
    final(): Uint8Array;
  }
  interface Sealing extends Cipher {
    getAuthTag(): Uint8Array;
  }
  interface Opening extends Cipher {
    setAuthTag(tag: Uint8Array): this;
  }
  export function createCipheriv(algorithm: "aes-256-gcm", key: Uint8Array, nonce: Uint8Array): Sealing;
  export function createDecipheriv(algorithm: "aes-256-gcm", key: Uint8Array, nonce: Uint8Array): Opening;
}

declare module "node:buffer" {
  interface Text extends Uint8Array {
    toString(encoding: "base64url"): string;
  }
  export const Buffer: {
    from(buffer: ArrayBufferLike, offset: number, length: number): Text;
    from(text: string, encoding: "base64url"): Text;
  };
}
