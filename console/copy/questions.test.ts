import { describe, expect, it } from "vitest";
import { en as portal } from "./portal/en.ts";
import { questionWords } from "./questions.ts";

const params = { date: "2026-11-17", organisation: "Halden" };
const filled = (heading: string): string =>
  heading.replace("{date}", "Tuesday, 17 November").replace("{organisation}", "Halden");

describe("question words", () => {
  it.each(Object.entries(portal.question.kinds))("words %s as the requester saw it", (kind, words) => {
    expect(questionWords(kind).ask(params)).toBe(filled(words.heading));
    expect(questionWords(kind).ask(params)).not.toContain("{");
  });

  it("names a kind without words of its own", () => {
    expect(questionWords("shoe_size").ask({})).toBe("Shoe size");
    expect(questionWords("constructor").title).toBe("Constructor");
  });

  it("survives a value that is missing", () => {
    expect(questionWords("meeting_person").ask({})).toBe("Who did you have a meeting with on the day named?");
  });
});
