import { describe, expect, it } from "vitest";
import { provePhone, type KeyShelf } from "./phone-key.ts";

/** Keeps a pair as the browser's store does. */
function shelf(): KeyShelf & { kept: CryptoKeyPair | undefined } {
  return {
    kept: undefined,
    async load(made) {
      this.kept ??= await made();
      return this.kept;
    },
  };
}

async function isSignedBy(publicKey: string, signature: string, text: string): Promise<boolean> {
  const raw = Buffer.from(publicKey, "base64url");
  const key = await crypto.subtle.importKey("raw", raw, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  const message = new TextEncoder().encode(text);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, Buffer.from(signature, "base64url"), message);
}

describe("provePhone", () => {
  it("signs locator and press token with the key it names", async () => {
    const proof = await provePhone(shelf(), "locator", "press");
    expect(await isSignedBy(proof.publicKey, proof.signature, "locator:press")).toBe(true);
    expect(await isSignedBy(proof.publicKey, proof.signature, "locator:other")).toBe(false);
  });

  it("writes both as base64url without padding", async () => {
    const proof = await provePhone(shelf(), "locator", "press");
    expect(proof.publicKey).toMatch(/^[\w-]{87}$/);
    expect(proof.signature).toMatch(/^[\w-]{86}$/);
  });

  it("is the same phone the next time", async () => {
    const kept = shelf();
    const first = await provePhone(kept, "locator", "one");
    const second = await provePhone(kept, "locator", "two");
    expect(second.publicKey).toBe(first.publicKey);
  });

  it("makes a key that no script can read", async () => {
    const kept = shelf();
    await provePhone(kept, "locator", "press");
    expect(kept.kept?.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("jwk", kept.kept!.privateKey)).rejects.toThrow();
  });
});
