import { expect, it } from "vitest";
import { inviteesIn } from "./invites.ts";

const lee = { name: "Lee Tanaka", email: "lee.tanaka@halden.example" };

it.each([
  ["Lee Tanaka <lee.tanaka@halden.example>"],
  ['"Lee Tanaka" <lee.tanaka@halden.example>,'],
  ["Lee Tanaka, lee.tanaka@halden.example"],
  ["Lee Tanaka\tlee.tanaka@halden.example"],
  ["lee.tanaka@halden.example; Lee Tanaka"],
  ["lee.tanaka@halden.example"],
])("reads %j", (line) => {
  expect(inviteesIn(line)).toEqual({ people: [lee], unread: [] });
});

it("reads a list, each address once, and names the lines that name nobody", () => {
  const text =
    "Lee Tanaka <lee.tanaka@halden.example>\n\nAisha Bello\r\naisha@halden.example; LEE.TANAKA@halden.example\n";
  expect(inviteesIn(text)).toEqual({
    people: [lee, { name: "Aisha", email: "aisha@halden.example" }],
    unread: ["Aisha Bello"],
  });
  expect(inviteesIn(" \n")).toEqual({ people: [], unread: [] });
});
