import { describe, expect, it } from "vitest";
import { noticeContact, type NoticeContact } from "./notice-contact.ts";

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
