import { describe, expect, it } from "vitest";
import { likenessOf, likenessTagOf, mayBeOneMailbox } from "./likeness.ts";

const mail = (canonical: string) => likenessOf({ channel: "email", canonical });

describe("likeness", () => {
  it.each([
    ["oneinbox+2@gmail.com", "oneinbox@gmail.com"],
    ["one.in.box+a+b@googlemail.com", "oneinbox@gmail.com"],
    ["dana+desk@example.org", "dana@example.org"],
    // Elsewhere a dot is another mailbox.
    ["dana.ruiz@example.org", "dana.ruiz@example.org"],
    ["danaruiz@gmail.com.example.org", "danaruiz@gmail.com.example.org"],
    // Nothing but a tag stays what it is, or everybody's would be one.
    ["+1@example.org", "+1@example.org"],
    ['"a@b"@example.org', '"a@b"@example.org'],
  ])("of %s is %s", (address, like) => {
    expect(mail(address)).toBe(like);
    expect(mail(like)).toBe(like);
  });

  it("of a number is the number", () => {
    expect(likenessOf({ channel: "sms", canonical: "+351910000951" })).toBe("+351910000951");
  });

  it("of a destination that was stored without one is its own tag", () => {
    expect(likenessTagOf({ tag: "own" })).toBe("own");
    expect(likenessTagOf({ tag: "own", likenessTag: "like" })).toBe("like");
  });
});

it.each([
  ["Dana@desk.example", "dana@desk.example", true],
  ["dana+soc@desk.example", "dana@desk.example", true],
  ["d.ana@desk.example", "dana@desk.example", true],
  ["dana.ruiz+2@gmail.com", "danaruiz@desk.example", true],
  ["soc@desk.example", "dana@desk.example", false],
  ["danar@desk.example", "dana@desk.example", false],
])("%s and %s may be one mailbox: %s", (one, other, expected) => {
  expect(mayBeOneMailbox(one, other)).toBe(expected);
  expect(mayBeOneMailbox(other, one)).toBe(expected);
});
