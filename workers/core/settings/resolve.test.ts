import { describe, expect, it } from "vitest";
import { resolveSettings, type StoredVersion, type Values } from "./resolve.ts";

const brand = (version: number, document: Values): StoredVersion => ({
  section: "branding",
  version,
  document,
  secrets: {},
});
const place = (version: number, document: Values): StoredVersion => ({
  ...brand(version, document),
  section: "organisation",
});

/** A brand has to be a text without a star. */
const check = (values: Values) => {
  const name = values["BRAND_NAME"] ?? "default";
  return typeof name === "string" && !name.includes("*")
    ? { ok: true as const, value: values }
    : { ok: false as const, keys: ["BRAND_NAME.0"] };
};

describe("stored settings", () => {
  it("serve from the newest version of each section", () => {
    const resolved = resolveSettings(
      [brand(2, { BRAND_NAME: "new" }), brand(1, { BRAND_NAME: "old" }), place(1, { DESK_PHONE: "1" })],
      check,
    );
    expect(resolved).toEqual({ value: { BRAND_NAME: "new", DESK_PHONE: "1" }, problems: [] });
  });

  it("that are broken step back to the last good one, each section for itself, and that is told", () => {
    const resolved = resolveSettings(
      [
        brand(3, { BRAND_NAME: "*" }),
        brand(2, { BRAND_NAME: 7 }),
        brand(1, { BRAND_NAME: "old" }),
        place(4, { DESK_PHONE: "1" }),
      ],
      check,
    );
    expect(resolved?.value).toEqual({ BRAND_NAME: "old", DESK_PHONE: "1" });
    expect(resolved?.problems.map(({ section, version }) => [section, version])).toEqual([
      ["branding", 3],
      ["branding", 2],
    ]);
  });

  it("of newer code, with a key that is not known here, are left out", () => {
    const resolved = resolveSettings(
      [brand(2, { BRAND_NAME: "new", FUTURE: 1 }), brand(1, { BRAND_NAME: "old" })],
      check,
    );
    expect(resolved?.value).toEqual({ BRAND_NAME: "old" });
    expect(resolved?.problems).toMatchObject([{ section: "branding", version: 2 }]);
  });

  it("with a setting among the secrets are left out, however they got there", () => {
    const overlaid = { ...brand(2, { BRAND_NAME: "new" }), secrets: { BRAND_NAME: "hidden" } };
    expect(resolveSettings([overlaid, brand(1, { BRAND_NAME: "old" })], check)?.value).toEqual({ BRAND_NAME: "old" });
  });

  it("come down to the defaults where no version is good", () => {
    expect(resolveSettings([brand(1, { BRAND_NAME: "*" })], check)?.value).toEqual({});
  });

  it("are blamed for nothing that is not theirs", () => {
    const never = () => ({ ok: false as const, keys: ["ROOT_SECRET"] });
    expect(resolveSettings([brand(1, { BRAND_NAME: "x" })], never)).toBeUndefined();
  });
});
