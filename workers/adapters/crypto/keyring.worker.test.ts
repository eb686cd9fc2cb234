import { describe, expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "./bytes.ts";
import { createKeyring, equalBytes, hashToken } from "./keyring.ts";
import { createVault } from "./vault.ts";

const ROOT = "only-for-tests-only-for-tests-only-for-tests";
const ring = createKeyring(ROOT, {});
const PLACE = "person_contacts/con_000001";

describe("sealing", () => {
  it("opens what it sealed, in every script", async () => {
    for (const plain of ["", "+447700900123", "Žofie Müller 山田 👩‍💻", "x".repeat(100_000)]) {
      expect(await ring.open(await ring.seal(plain, PLACE), PLACE)).toBe(plain);
    }
  });

  it("never makes the same text twice", async () => {
    const sealed = await Promise.all(Array.from({ length: 50 }, () => ring.seal("+447700900123", PLACE)));
    expect(new Set(sealed).size).toBe(50);
  });

  it("does not tell by its length which answer was given", async () => {
    const answers = [
      { type: "skip" },
      { type: "month", year: 2021, month: 4 },
      { type: "text", text: "Porto" },
      { type: "text", text: "Bengaluru" },
      { type: "text", text: "Sigríður von der Heide-Vázquez" },
    ];
    const sealed = await Promise.all(answers.map((given) => ring.seal(JSON.stringify(given), PLACE)));
    expect(new Set(sealed.map(({ length }) => length)).size).toBe(1);
  });

  it("opens what was sealed in its own length", async () => {
    const before = "1.Dh904Nr-KVTQbVxd.Mh7kIDxzLoyUVWcsv0brYyrFUxJD6fHvIqtAKhlinzuS1JkS";
    expect(await ring.open(before, "person_contacts/con_1")).toBe("dana@mailbox.example");
  });

  it("does not open for another row", async () => {
    const sealed = await ring.seal("+447700900123", PLACE);
    for (const place of ["person_contacts/con_000002", "messages/con_000001", "", `${PLACE} `]) {
      expect(await ring.open(sealed, place)).toBeUndefined();
    }
  });

  it("does not open when any bit of nonce or text was changed", async () => {
    const [generation, nonce, body] = (await ring.seal("+447700900123", PLACE)).split(".") as [string, string, string];
    for (const [part, make] of [
      [nonce, (changed: string) => `${generation}.${changed}.${body}`],
      [body, (changed: string) => `${generation}.${nonce}.${changed}`],
    ] as const) {
      const bytes = fromBase64Url(part) ?? new Uint8Array();
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const changed = bytes.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await ring.open(make(toBase64Url(changed)), PLACE)).toBeUndefined();
      }
    }
  });

  it.each([
    "",
    ".",
    "1",
    "1.2",
    "1..",
    "0.AAAA.AAAA",
    "1.!!.AAAA",
    "x.AAAAAAAAAAAAAAAA.AAAA",
    "999.AAAAAAAAAAAAAAAA.AAAA",
  ])("takes %j as absent", async (text) => {
    expect(await ring.open(text, PLACE)).toBeUndefined();
  });
});

describe("sealing without an await", () => {
  const { now } = ring;

  it("opens what it sealed, for its own place only, and never makes the same text twice", () => {
    const sealed = now.seal("482916", PLACE);
    expect(sealed).not.toContain("482916");
    expect(now.open(sealed, PLACE)).toBe("482916");
    expect(now.open(sealed, `${PLACE} `)).toBeUndefined();
    expect(now.seal("482916", PLACE)).not.toBe(sealed);
    expect(now.open(now.seal("", PLACE), PLACE)).toBe("");
  });

  it("reads what was never sealed as it is, and nothing that was changed", () => {
    expect(now.open("482916", PLACE)).toBe("482916");
    const sealed = now.seal("482916", PLACE);
    for (const text of ["sealed:", "sealed:1.AAAA", "sealed:1..", `${sealed}A`, sealed.replace("1.", "2.")]) {
      expect(now.open(text, PLACE)).toBeUndefined();
    }
  });

  it("goes by the generations of fields", () => {
    const [old, newer] = [createKeyring(ROOT, { fields: [1] }), createKeyring(ROOT, { fields: [2, 1] })];
    expect(newer.now.open(old.now.seal("482916", PLACE), PLACE)).toBe("482916");
    expect(old.now.open(newer.now.seal("482916", PLACE), PLACE)).toBeUndefined();
  });
});

describe("rotation", () => {
  const next = createKeyring(ROOT, { fields: [2, 1], links: [2, 1] });
  const later = createKeyring(ROOT, { fields: [2], links: [2] });

  it("makes with the newest, opens with every listed one, and forgets the rest", async () => {
    const old = await ring.seal("secret", PLACE);
    const now = await next.seal("secret", PLACE);
    expect([old, now].map((sealed) => sealed.split(".")[0])).toEqual(["1", "2"]);
    expect(await next.open(old, PLACE)).toBe("secret");
    expect(await later.open(now, PLACE)).toBe("secret");
    expect(await later.open(old, PLACE)).toBeUndefined();
    expect(await ring.open(now, PLACE)).toBeUndefined();
  });

  it("does not take one generation's text for another's", async () => {
    const [, nonce, body] = (await ring.seal("secret", PLACE)).split(".");
    expect(await next.open(`2.${nonce}.${body}`, PLACE)).toBeUndefined();
  });

  it("leaves the other purposes alone", async () => {
    expect(await next.tag("destination", "sms:+447700900123")).toBe(await ring.tag("destination", "sms:+447700900123"));
  });
});

describe("tags", () => {
  it("are stable over instances and bound to their label", async () => {
    const tag = await ring.tag("destination", "sms:+447700900123");
    expect(tag).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await createKeyring(ROOT, {}).tag("destination", "sms:+447700900123")).toBe(tag);
    expect(await ring.tag("phone", "sms:+447700900123")).not.toBe(tag);
    expect(await ring.tag("destination", "sms:+447700900124")).not.toBe(tag);
    expect(await createKeyring(`${ROOT}!`, {}).tag("destination", "sms:+447700900123")).not.toBe(tag);
  });

  it("signs with listed generations only", async () => {
    const data = new Uint8Array([1, 2, 3]);
    expect(await ring.sign("links", data, 2)).toBeUndefined();
    expect(await ring.sign("links", data)).toEqual(await ring.sign("links", data, 1));
    expect(await ring.sign("links", data)).not.toEqual(await ring.sign("tags", data));
  });
});

describe("what is stored", () => {
  // Counted apart from this code: another derivation would change every picture, and refuse every row.
  it("keeps its digests", () => {
    expect(ring.keyed("options", "per_1")("a label")).toBe(
      "ccf775cbf56b513e0f6b76e0802c28170afb4f73cab94b69bb586856f615f655",
    );
    expect(createKeyring(ROOT, { tags: [2, 1] }).keyed("selection", "per_1")("a label")).toBe(
      "e78f4ccb13ca95eff81aa5c5875938bed872ce347f579e994e081b862183e48a",
    );
    expect(ring.rows.make("people", { id: "per_1", active: true })).toBe(
      "1.cd329ff7a656109c4949fdf32cd3956733630af0806065bb48d2d18a914022b0",
    );
  });
});

describe("comparing and hashing", () => {
  it.each([
    [[], [], true],
    [[1], [1], true],
    [[1, 2], [1, 3], false],
    [[0, 2], [1, 2], false],
    [[1], [1, 0], false],
  ])("%j and %j: %s", (left, right, same) => {
    expect(equalBytes(Uint8Array.from(left), Uint8Array.from(right))).toBe(same);
  });

  it("hashes as the installer does", async () => {
    // SHA-256 of "abc", FIPS 180-2.
    expect(await hashToken("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  });
});

describe("base64url", () => {
  it.each(["A", "AAAAA", "AA==", "A+A/", "ä", " AAAA"])("refuses %j", (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });

  it("round-trips every byte", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  });
});

describe("the vault", () => {
  const vault = createVault(ring);

  it("compares whole texts of any length", async () => {
    expect(await vault.equal("Basic abc", "Basic abc")).toBe(true);
    for (const other of ["", "Basic ab", "Basic abcd", "basic abc", "Basic abd"]) {
      expect(await vault.equal("Basic abc", other)).toBe(false);
    }
  });

  it("knows a phone by its signature only", async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    if (!("privateKey" in pair)) {
      throw new Error("one key instead of a pair");
    }
    const point = await crypto.subtle.exportKey("raw", pair.publicKey);
    const publicKey = toBase64Url(new Uint8Array(point instanceof ArrayBuffer ? point : []));
    const text = "locator:press";
    const signature = toBase64Url(
      new Uint8Array(
        await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, new TextEncoder().encode(text)),
      ),
    );
    expect(await vault.verifyPhone({ publicKey, signature, text })).toBe(true);
    expect(await vault.verifyPhone({ publicKey, signature, text: "locator:other" })).toBe(false);
    expect(await vault.verifyPhone({ publicKey, signature: "", text })).toBe(false);
    expect(await vault.verifyPhone({ publicKey: "AAAA", signature, text })).toBe(false);
    // The right length, but no point of the curve.
    expect(await vault.verifyPhone({ publicKey: toBase64Url(new Uint8Array(65).fill(4)), signature, text })).toBe(
      false,
    );
  });

  it("makes tokens that do not repeat and say their size", () => {
    const tokens = Array.from({ length: 200 }, () => vault.newToken());
    expect(new Set(tokens).size).toBe(200);
    expect(tokens.every((token) => /^[A-Za-z0-9_-]{43}$/.test(token))).toBe(true);
    expect(vault.newVerificationId()).toMatch(/^vrf_[A-Za-z0-9_-]{22}$/);
    expect(vault.newId()).toMatch(/^[A-Za-z0-9_-]{16}$/);
  });
});
