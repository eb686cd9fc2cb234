import { describe, expect, it } from "vitest";
import { DAY_MS } from "../kit/time.ts";
import { contactNews } from "./contact-news.ts";

const NOW = 100 * DAY_MS;
const contact = (id: string, change: { typed?: boolean; changedAt?: number; intact?: boolean } = {}) => ({
  id,
  valueTag: `tag of ${id}`,
  typed: false,
  baseline: false,
  changedAt: 0,
  intact: true,
  ...change,
});
const phone = contact("phone");
const added = { valueTag: "tag of mallory", typed: false };
const heard = (change: Partial<Parameters<typeof contactNews<typeof phone>>[0]>) => {
  const { contacts, workMail } = contactNews({
    before: [phone],
    gone: [],
    added: [added],
    entryChanged: false,
    now: NOW,
    ...change,
  });
  return [...contacts.map(({ id }) => id), ...(workMail ? ["work mail"] : [])];
};

describe("contactNews", () => {
  it("tells of an added contact at the one that stays, and of another work address", () => {
    expect(heard({})).toEqual(["phone"]);
    expect(heard({ added: [], entryChanged: true })).toEqual(["phone"]);
  });

  it("tells nothing where nothing is new", () => {
    expect(heard({ added: [] })).toEqual([]);
    expect(heard({ added: [{ valueTag: phone.valueTag, typed: true }], gone: ["phone"] })).toEqual([]);
  });

  it("takes what people could change until now for new", () => {
    const own = contact("own", { typed: true });
    const before = [phone, own];
    expect(heard({ before, gone: ["own"], added: [{ valueTag: own.valueTag, typed: false }] })).toEqual(["phone"]);
  });

  it("prefers contacts that count to those of this week, or that people change themselves", () => {
    const young = contact("young", { changedAt: NOW - DAY_MS });
    const own = contact("own", { typed: true });
    expect(heard({ before: [young, phone, own] })).toEqual(["phone"]);
    expect(heard({ before: [young, own] })).toEqual(["young", "own"]);
  });

  it("tells it at the work address where no contact hears of it, and not where one is told that it goes", () => {
    expect(heard({ before: [] })).toEqual(["work mail"]);
    expect(heard({ gone: ["phone"] })).toEqual([]);
  });

  it("does not count on a row that somebody else wrote", () => {
    const forged = contact("forged", { intact: false });
    expect(heard({ before: [forged], gone: ["forged"] })).toEqual(["work mail"]);
    expect(
      heard({ before: [forged, phone], gone: ["forged"], added: [{ valueTag: forged.valueTag, typed: false }] }),
    ).toEqual(["phone"]);
  });
});
