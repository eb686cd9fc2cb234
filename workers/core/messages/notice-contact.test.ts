import { describe, expect, it } from "vitest";
import { contactOfReport, noticeContact, type NoticeContact } from "./notice-contact.ts";

const contact = (valueTag: string, channel: "sms" | "email", changedAt = 0): NoticeContact => ({
  valueTag,
  channel,
  changedAt,
});
const chosen = (contacts: readonly NoticeContact[], used: string) => noticeContact(contacts, used)?.valueTag;

describe("a notice", () => {
  it("goes to a mail address first, and to the older of two", () => {
    const all = [contact("phone", "sms"), contact("new", "email", 9), contact("old", "email", 3)];
    expect(chosen(all, "phone")).toBe("old");
    expect(chosen(all, "old")).toBe("new");
  });

  it("goes to a phone where no other mail address is known, and nowhere where nothing else is", () => {
    expect(chosen([contact("mail", "email"), contact("phone", "sms")], "mail")).toBe("phone");
    expect(chosen([contact("phone", "sms")], "phone")).toBeUndefined();
    expect(chosen([], "phone")).toBeUndefined();
  });
});

describe("a lifted block", () => {
  const used = contact("used", "sms");
  const [mail, late] = [contact("mail", "email"), contact("late", "email", 9)];
  const told = (contacts: readonly NoticeContact[], trusted: readonly NoticeContact[]) =>
    contactOfReport(contacts, { usedTag: "used", isTrusted: (one) => trusted.includes(one) })?.valueTag;

  it("is told where the report came from, while that can be trusted, and else where one can", () => {
    expect(told([mail, used], [mail, used])).toBe("used");
    expect(told([used, late, mail], [mail])).toBe("mail");
  });

  it("is told to a late contact only where there is no other", () => {
    expect(told([late, used], [])).toBe("used");
    expect(told([late], [])).toBe("late");
    expect(told([], [])).toBeUndefined();
  });
});
