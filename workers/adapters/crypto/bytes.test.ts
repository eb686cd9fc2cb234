import { expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "./bytes.ts";

it.each([0, 1, 2, 3, 255, 4_095, 4_096, 4_097, 20_000])(
  "%i bytes are what they were, as Node writes them",
  (length) => {
    const bytes = Uint8Array.from({ length }, (_, place) => (place * 31) % 256);
    expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  },
);

it.each(["a", "ab=c", "ab+c", "ab c", "é"])("%j is none", (text) => {
  expect(fromBase64Url(text)).toBeUndefined();
});
