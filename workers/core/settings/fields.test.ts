import { expect, it } from "vitest";
import { plainWords } from "./fields.ts";

it.each([
  ["Floor 2, Building 14", true],
  ["the IT desk, room 3.014", true],
  ["1&1 Halden", true],
  ["020 9999 9999, and ask for Kim", false],
  ["Call 0-2-0-9-9", false],
  ["(0)89/123", false],
  ["help@desk.example", false],
  ["https://desk.example", false],
  ["WWW.desk.example", false],
])("%s is a name or place: %s", (text, fits) => {
  expect(plainWords(80).safeParse(text).success).toBe(fits);
});

it("is on one line, with nothing that nobody sees", () => {
  expect(plainWords(80).parse("Alder\r\nmoor\u202E\u200B")).toBe("Alder moor");
  expect(plainWords(80).min(1).safeParse("\u200B").success).toBe(false);
  expect(plainWords(80).safeParse("Call ０２０７９").success).toBe(false);
});
