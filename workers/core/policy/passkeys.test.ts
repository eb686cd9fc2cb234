import { describe, expect, it } from "vitest";
import { isCopied, signsInHere } from "./passkeys.ts";

describe("an authenticator's counter", () => {
  it.each([
    [{ before: 0, shown: 0 }, false],
    [{ before: 0, shown: 1 }, false],
    [{ before: 4, shown: 5 }, false],
    [{ before: 4, shown: 4 }, true],
    [{ before: 4, shown: 3 }, true],
    [{ before: 4, shown: 0 }, true],
  ])("%o tells of a copy: %s", (counter, copied) => {
    expect(isCopied(counter)).toBe(copied);
  });
});

describe("a passkey signs in", () => {
  const providers = [{ issuer: "https://id.example" }];

  it.each([
    ["who has no company account", [], true],
    ["who is linked with a provider that is gone", ["https://old.example"], true],
    ["nobody who is linked with one that is set up", ["https://old.example", "https://id.example"], false],
  ])("%s", (_who, linked, may) => {
    expect(signsInHere({ issuers: linked, spoiled: false }, providers)).toBe(may);
    // Of a link that somebody changed nobody knows with whom it was.
    expect(signsInHere({ issuers: linked, spoiled: true }, providers)).toBe(providers.length === 0);
  });
});
