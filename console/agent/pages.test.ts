import { describe, expect, it } from "vitest";
import { CONSOLE_PATHS } from "../../workers/contract/console/paths.ts";
import { PAGES } from "./pages.tsx";

describe("the pages", () => {
  it("are all the console's addresses but the one of the sign-in", () => {
    expect(["signIn", ...Object.keys(PAGES)].toSorted()).toEqual(Object.keys(CONSOLE_PATHS).toSorted());
  });

  it("are reached from the navigation, by themselves or by the page above them", () => {
    const { ownSignIns, ...others } = PAGES;
    expect([ownSignIns.nav, ownSignIns.under], "beside one's name").toEqual([undefined, undefined]);
    for (const [id, { nav, under }] of Object.entries(others)) {
      expect(nav !== undefined || (under !== undefined && PAGES[under].nav !== undefined), id).toBe(true);
    }
  });

  it("have titles that tell them apart from the first one", () => {
    const { verifications, ...others } = PAGES;
    Object.values(others).forEach(({ title }) => expect(title).not.toBe(verifications.title));
  });
});
