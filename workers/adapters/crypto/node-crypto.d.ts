/** What `keyed.ts` uses of workerd's `node:crypto`; the whole of Node's types would claim globals that a Worker lacks. */
declare module "node:crypto" {
  interface Hmac {
    update(data: string): Hmac;
    digest(): Uint8Array;
    digest(encoding: "hex"): string;
  }
  export function createHmac(algorithm: "sha256", key: string | Uint8Array): Hmac;
}
