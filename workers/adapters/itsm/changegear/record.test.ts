import { describe, expect, it } from "vitest";
import { parseTicket } from "./record.ts";
import { changeGearSettings } from "./settings.ts";

const settings = changeGearSettings.parse({ baseUrl: "https://cg.example.com" });

const record = {
  ID: 39,
  ItemID: "IR-0000039",
  eTag: 7,
  IncidentRequestType: "Password reset",
  Summary: "Cannot sign in",
  Description: "Since this morning",
  Status: "New",
  Requester: 501,
  RequesterName: "Amara Okafor",
  EmailPIT: "amara.okafor@aldermoor.example",
  LastModifiedBy: 12,
  LastModifiedByName: "Dana Reed",
  CreatedDateTime: "2026-11-19T07:00:00-07:00",
  AllowedActions: "Close, Resolve",
};

const parse = (change: Record<string, unknown>) => parseTicket({ Entity: { ...record, ...change } }, settings);
const value = (change: Record<string, unknown>) => {
  const parsed = parse(change);
  if (!parsed.ok) {
    throw new Error(parsed.error.problems.join());
  }
  return parsed.value;
};

it("reads the record in its wrapper and bare alike", () => {
  const expected = {
    ok: true,
    value: {
      externalId: "39",
      number: "IR-0000039",
      revision: 7,
      category: "Password reset",
      summary: "Cannot sign in",
      description: "Since this morning",
      status: "New",
      closed: false,
      requesterExternalId: "501",
      requesterName: "Amara Okafor",
      requesterEmail: "amara.okafor@aldermoor.example",
      openedAt: Date.UTC(2026, 10, 19, 14),
    },
  };
  expect(parseTicket({ Entity: record }, settings)).toEqual(expected);
  expect(parseTicket(record, settings)).toEqual(expected);
});

describe("ids", () => {
  it("may be numbers or strings", () => {
    expect(value({ ID: "39", Requester: "501" })).toEqual(value({}));
  });

  it.each([0, "0", null, undefined, "", -1, 1.5, {}])("%j is no requester", (Requester) => {
    expect(value({ Requester })).not.toHaveProperty("requesterExternalId");
  });
});

it("takes the fields that the settings name", () => {
  const other = changeGearSettings.parse({
    baseUrl: "https://cg.example.com",
    categoryField: "Category",
    closedStatuses: ["Done"],
    fields: { number: "ItemIDPIT" },
  });
  const body = { ...record, Category: 12, ItemIDPIT: "SR-1", Status: "done " };
  expect(parseTicket(body, other)).toMatchObject({ ok: true, value: { category: "12", number: "SR-1", closed: true } });
});

it.each([
  ["Closed", true],
  ["closed", true],
  ["Pending Close", false],
])("status %s: closed is %s", (Status, closed) => {
  expect(value({ Status }).closed).toBe(closed);
});

describe("refused, naming the field and never its value", () => {
  it.each([
    [{ ID: undefined }, "ID"],
    [{ ID: "../../x" }, "ID"],
    [{ ID: { secret: 1 } }, "ID"],
    [{ ItemID: "<script>secret</script>" }, "ItemID"],
    [{ ItemID: "IR-1\r\nsecret" }, "ItemID"],
    [{ eTag: "7" }, "eTag"],
    [{ eTag: 7.5 }, "eTag"],
    [{ eTag: undefined }, "eTag"],
    [{ Summary: ["secret"] }, "Summary"],
    [{ IncidentRequestType: { secret: 1 } }, "IncidentRequestType"],
  ])("%j", (change, field) => {
    const parsed = parse(change);
    expect(parsed.ok).toBe(false);
    const problems = parsed.ok ? [] : parsed.error.problems;
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${field}: `, "u"));
    expect(problems.join()).not.toContain("secret");
  });

  it.each([[undefined], [null], [[]], ["text"], [7], [{ Entity: null }], [{ Entity: [record] }]])("body %j", (body) => {
    expect(parseTicket(body, settings).ok).toBe(false);
  });

  it.each([
    `{"__proto__":{"ID":1},"Entity":${JSON.stringify(record)}}`,
    `{"Entity":{"__proto__":{"admin":true},${JSON.stringify(record).slice(1)}}`,
  ])("a prototype in the body", (text) => {
    expect(parseTicket(JSON.parse(text), settings)).toEqual({
      ok: false,
      error: { code: "ticket.malformed", problems: ["__proto__: not allowed"] },
    });
  });

  it("a mapped name that only a prototype has", () => {
    const odd = changeGearSettings.parse({ baseUrl: "https://cg.example.com", fields: { summary: "toString" } });
    expect(parseTicket(record, odd)).toMatchObject({ ok: true, value: { summary: "" } });
  });
});

describe("oversized", () => {
  it("texts are cut, between characters", () => {
    const cut = value({
      Summary: "😀".repeat(600),
      Description: "d".repeat(100_000),
      RequesterName: "n".repeat(1_000),
    });
    expect(cut.summary).toBe("😀".repeat(500));
    expect(cut.description).toHaveLength(8_000);
    expect(cut.requesterName).toHaveLength(200);
  });

  it("HTML is text", () => {
    const html = `<p>Cannot <b>sign in</b> &amp; need help</p><img src="data:image/png;base64,${"A".repeat(300_000)}"><p>Thanks</p>`;
    expect(value({ Description: html }).description).toBe("Cannot sign in & need help\nThanks");
  });

  it("an address is dropped, not cut into another one", () => {
    expect(value({ EmailPIT: `${"a".repeat(300)}@aldermoor.example` })).not.toHaveProperty("requesterEmail");
    expect(value({ EmailPIT: "not an address" })).not.toHaveProperty("requesterEmail");
  });
});

describe("times", () => {
  it.each([
    ["0001-01-01T00:00:00-07:00", undefined],
    ["yesterday", undefined],
    [1_700_000_000, undefined],
    ["2026-11-19T14:00:00Z", Date.UTC(2026, 10, 19, 14)],
    ["2026-11-29 10:00:00Z", Date.UTC(2026, 10, 29, 10)],
    ["2026-11-29 12:00:00 +02:00", Date.UTC(2026, 10, 29, 10)],
    ["/Date(1764410400000)/", 1_764_410_400_000],
    ["/Date(1764410400000+0100)/", 1_764_410_400_000],
    ["/Date(-62135596800000)/", undefined],
    ["2026-11-19T14:00:00.123", Date.UTC(2026, 10, 19, 14, 0, 0, 123)],
  ])("%s", (CreatedDateTime, openedAt) => {
    expect(value({ CreatedDateTime }).openedAt).toBe(openedAt);
  });
});
