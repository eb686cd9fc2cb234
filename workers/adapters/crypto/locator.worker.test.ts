import { listDurableObjectIds } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { fromBase64Url, randomBytes, toBase64Url } from "./bytes.ts";
import { createKeyring } from "./keyring.ts";
import { LOCATOR_LENGTH, locatorFor, newVerificationId, readLocator } from "./locator.ts";

const ROOT = "only-for-tests-only-for-tests-only-for-tests";
const ring = createKeyring(ROOT, {});
const GUESSES = env.TEST_LONG === "1" ? 100_000 : 2_000;

describe("a locator", () => {
  it("is read back, 46 characters, and ends in a letter", async () => {
    for (let time = 0; time < 300; time += 1) {
      const located = { id: newVerificationId(), linkNumber: time % 256 };
      const locator = await locatorFor(ring, located);
      expect(locator).toMatch(/^[A-Za-z0-9_-]{45}[A-Za-z]$/);
      expect(locator).toHaveLength(LOCATOR_LENGTH);
      expect(await readLocator(ring, locator)).toEqual(located);
    }
  });

  it("is refused when any bit was changed", async () => {
    const bytes = fromBase64Url(await locatorFor(ring, { id: newVerificationId(), linkNumber: 1 })) ?? new Uint8Array();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await readLocator(ring, toBase64Url(changed)), `bit ${bit}`).toBeUndefined();
    }
  });

  it("has one spelling: another encoding of its bytes is refused", async () => {
    const locator = await locatorFor(ring, { id: newVerificationId(), linkNumber: 1 });
    const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const last = ALPHABET.indexOf(locator.slice(-1));
    const twins = [1, 2, 3].map((low) => locator.slice(0, -1) + ALPHABET[last + low]);
    for (const twin of twins) {
      expect(fromBase64Url(twin)).toEqual(fromBase64Url(locator));
      expect(await readLocator(ring, twin)).toBeUndefined();
    }
  });

  it.each([".", ",", ")", ").", "…", "!", '">', "_", "-"])("ignores %j glued on by a mail client", async (tail) => {
    const located = { id: newVerificationId(), linkNumber: 1 };
    expect(await readLocator(ring, `${await locatorFor(ring, located)}${tail}`)).toEqual(located);
  });

  it.each(["A", "0", ".A", "x".repeat(1_000)])("does not ignore %j", async (tail) => {
    expect(
      await readLocator(ring, `${await locatorFor(ring, { id: newVerificationId(), linkNumber: 1 })}${tail}`),
    ).toBeUndefined();
  });

  it.each(["", "A", "A".repeat(45), "A".repeat(46), "ä".repeat(46), `${"A".repeat(45)}=`, `${"A".repeat(45)} `])(
    "refuses %j",
    async (text) => {
      expect(await readLocator(ring, text)).toBeUndefined();
    },
  );

  it("is bound to its key, purpose and generation", async () => {
    const located = { id: newVerificationId(), linkNumber: 1 };
    const locator = await locatorFor(ring, located);
    expect(await readLocator(createKeyring(`${ROOT}!`, {}), locator)).toBeUndefined();
    const rotated = createKeyring(ROOT, { links: [2, 1] });
    expect(await readLocator(rotated, locator)).toEqual(located);
    expect(await locatorFor(rotated, located)).not.toBe(locator);
    expect(await readLocator(ring, await locatorFor(rotated, located))).toBeUndefined();
    expect(await readLocator(createKeyring(ROOT, { links: [2] }), locator)).toBeUndefined();
  });

  it("differs per link number, so that a new link revokes the old", async () => {
    const id = newVerificationId();
    expect(await locatorFor(ring, { id, linkNumber: 1 })).not.toBe(await locatorFor(ring, { id, linkNumber: 2 }));
  });
});

const portal = (path: string, init?: RequestInit) => exports.default.fetch(`https://verify.test${path}`, init);

describe("at the edge", () => {
  it("guessed links create nothing, and no two answers to them differ", { timeout: 600_000 }, async () => {
    const made = await seed();
    await stubOf(made).create(made);
    const real = fromBase64Url(await locatorFor(ring, { id: made.session.id, linkNumber: 1 })) ?? new Uint8Array();
    const before = (await listDurableObjectIds(env.VERIFICATION_SESSION)).map(String).sort();
    vi.spyOn(env.PORTAL_LIMIT, "limit").mockResolvedValue({ success: true });
    const pages = new Set<string>();
    for (let guess = 0; guess < GUESSES; guess += 100) {
      const replies = await Promise.all(
        Array.from({ length: 100 }, async (_, index) => {
          // Half are random, half the real session with another MAC.
          const bytes =
            index % 2 === 0 ? randomBytes(34) : Uint8Array.from([...real.subarray(0, 18), ...randomBytes(16)]);
          const reply = await portal(`/v/${toBase64Url(bytes)}`);
          return `${reply.status} ${await reply.text()}`;
        }),
      );
      replies.forEach((reply) => pages.add(reply));
    }
    expect(pages.size).toBe(1);
    expect((await listDurableObjectIds(env.VERIFICATION_SESSION)).map(String).sort()).toEqual(before);
    vi.mocked(env.PORTAL_LIMIT.limit).mockRestore();
  });

  it("presses on guessed links create nothing either", async () => {
    const before = (await listDurableObjectIds(env.VERIFICATION_SESSION)).length;
    const form = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
    for (const path of [
      "begin",
      "seen",
      "code",
      "answer",
      "report",
      "move",
      "move-code",
      "more-time",
      "feedback",
      "person",
      "change",
    ]) {
      const body = "started=i_contacted&code=1&ordinal=1&attempt=1&text=x&feedback=ok";
      const reply = await portal(`/v/${toBase64Url(randomBytes(34))}/${path}`, { method: "POST", headers: form, body });
      expect(reply.status, path).toBeLessThan(500);
      await reply.text();
    }
    expect((await listDurableObjectIds(env.VERIFICATION_SESSION)).length).toBe(before);
  });

  it("sheds an address that goes on guessing", async () => {
    vi.spyOn(env.PORTAL_LIMIT, "limit").mockResolvedValueOnce({ success: false });
    const reply = await portal(`/v/${toBase64Url(randomBytes(34))}`);
    expect(reply.status).toBe(429);
    await reply.text();
  });
});
