import { describe, expect, it } from "vitest";
import { secret } from "../kit/secret.ts";
import { comparable, compareDeployed, UNREADABLE } from "./held-back.ts";
import type { Values } from "./resolve.ts";

const STORED = { SMS_COUNTRIES: ["GB"] };
const read = (deployed: Values): Values | undefined =>
  "BROKEN" in deployed ? undefined : comparable({ ...STORED, ...deployed });
const compare = (before: Values, now: Values) => compareDeployed({ before, now }, read);

describe("what the deployment says against what it said", () => {
  it("is compared with nothing where it says the same", () => {
    expect(compare({ SMS_COUNTRIES: ["GB"] }, { SMS_COUNTRIES: ["GB"] })).toBeUndefined();
  });

  it("serves where it protects as much as before", () => {
    const now = { SMS_COUNTRIES: ["GB"], DESK_HOURS: "Mon-Fri 9-17" };
    expect(compare({ SMS_COUNTRIES: ["GB", "PT"] }, now)).toEqual({ serves: now, held: [], weakens: [] });
  });

  it("holds the section that protects less, and lets the others in", () => {
    const now = { SMS_COUNTRIES: ["GB", "PT"], DESK_HOURS: "Mon-Fri 9-17" };
    expect(compare({ SMS_COUNTRIES: ["GB"] }, now)).toEqual({
      serves: { SMS_COUNTRIES: ["GB"], DESK_HOURS: "Mon-Fri 9-17" },
      held: ["delivery"],
      weakens: ["SMS may be typed for PT"],
    });
  });

  it("holds one that is said for the first time to what the product says, and leaves it to it", () => {
    expect(compare({}, { SMS_COUNTRIES: ["GB", "PT"] })).toMatchObject({ serves: {}, held: ["delivery"] });
    expect(compare({}, { SMS_COUNTRIES: ["GB"] })).toMatchObject({ held: [] });
  });

  it("holds one that is said no more to what it said", () => {
    const before = { CORPORATE_DOMAINS: ["work.test"] };
    expect(compare(before, {})).toMatchObject({ serves: before, held: ["organisation"] });
  });

  it("tells secrets apart by what they mean", () => {
    const with_ = (password: string): Values => ({ CONNECTION_SECRETS: secret({ main: { password } }) });
    const said = (text: string): Values => ({ CONNECTION_SECRETS: text });
    const reading = (deployed: Values): Values => comparable(with_(String(deployed["CONNECTION_SECRETS"])));
    const between = (before: string, now: string) => compareDeployed({ before: said(before), now: said(now) }, reading);
    expect(between("hunter2", "hunter3")?.held).toEqual(["ticket_systems"]);
    expect(between("hunter2", "hunter2")).toBeUndefined();
  });

  it("holds all where what would serve beside the rest does not fit", () => {
    const fits = (deployed: Values): Values | undefined =>
      "DESK_HOURS" in deployed === "SMS_COUNTRIES" in deployed ? read(deployed) : undefined;
    const before = { DESK_PHONE: "1" };
    const now = { DESK_PHONE: "1", DESK_HOURS: "Mon-Fri 9-17", SMS_COUNTRIES: ["GB", "PT"] };
    expect(compareDeployed({ before, now }, fits)).toMatchObject({
      serves: before,
      held: ["organisation", "delivery"],
    });
  });

  it("says so where what was said before cannot be read", () => {
    const now = { SMS_COUNTRIES: ["GB", "PT"] };
    expect(compare({ BROKEN: true }, now)).toEqual({ serves: now, held: [], weakens: [UNREADABLE] });
  });
});
