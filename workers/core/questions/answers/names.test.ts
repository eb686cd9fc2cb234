import { describe, expect, it } from "vitest";
import { gradeName } from "./names.ts";

const GRACE = { given: "Grace", family: "Mwangi" };

describe("gradeName", () => {
  it.each([
    ["Grace Mwangi", "correct"],
    ["mwangi, grace", "correct"],
    ["G. Mwangi", "correct"],
    ["Mwangi G", "correct"],
    ["Mrs Grace Mwangi", "correct"],
    ["Grace W. Mwangi", "correct"],
    ["Grace Mwnagi", "correct"],
    ["Grase Mwangi", "correct"],
    ["GraceMwangi", "correct"],
    ["Grase Mwnagi", "partial"],
    ["Mwangi", "partial"],
    ["Mwangy", "partial"],
    ["Grace", "partial"],
    ["Grace M", "partial"],
    ["Grace Wanjiku Mwangi", "partial"],
    ["Grace Mwangi Otieno", "partial"],
    ["John Mwangi", "invalid"],
    ["H Mwangi", "invalid"],
    ["Grace Smith", "invalid"],
    ["G M", "invalid"],
    ["G", "invalid"],
    ["Gra", "invalid"],
    ["Grace Mary John Mwangi", "invalid"],
    ["Grace Mwangi John Smith Maria Garcia", "invalid"],
    ["Smith Mwangi", "invalid"],
    ["", "invalid"],
  ])("%j for Grace Mwangi is %s", (text, expected) => {
    expect(gradeName(GRACE, text)).toBe(expected);
  });

  it.each([
    ["Robert Jones", "Bob Jones"],
    ["Bill Jones", "William Jones"],
    ["Yosef Levi", "Yossi Levi"],
    ["José Álvarez", "Pepe Alvarez"],
    ["Jürgen Müller", "Juergen Mueller"],
    ["Juergen Mueller", "Jürgen Müller"],
    ["Søren Kjær", "Soren Kjaer"],
    ["Siobhan O'Brien", "Siobhan O Brien"],
    ["Anna van der Berg", "Anna Berg"],
    ["Anna van der Berg", "Anna vanderBerg"],
    ["Maria Garcia-Lopez", "Maria Garcia"],
    ["Suharto", "suharto"],
    ["Mohammed Ali", "Muhammad Ali"],
  ])("for %j accepts %j", (name, text) => {
    const [given = "", ...family] = name.split(" ");
    expect(gradeName({ given, family: family.join(" ") }, text)).toBe("correct");
  });

  it("accepts names written without a space", () => {
    expect(gradeName({ given: "小明", family: "王" }, "王小明")).toBe("correct");
    expect(gradeName({ given: "Jean Paul", family: "Roux" }, "J.P. Roux")).toBe("correct");
  });

  it("forgives no typing error in a short part", () => {
    expect(gradeName({ given: "Jane", family: "Li" }, "Jane Lu")).toBe("invalid");
    expect(gradeName({ given: "Anna", family: "Weber" }, "Anne Weber")).toBe("invalid");
    expect(gradeName({ given: "Robert", family: "Jones" }, "Bib Jones")).toBe("invalid");
  });

  it("does not cut a long answer to a right one", () => {
    const name = { given: "Maria", family: "de la Cruz y Ruiz del Rio" };
    expect(gradeName(name, "Maria de la Cruz y Ruiz del Rio")).toBe("correct");
    expect(gradeName(name, "Maria de la Cruz y Ruiz del Rio Smith Jones")).toBe("invalid");
  });

  it("accepts nothing for a name that has no letters", () => {
    expect(gradeName({ given: "--", family: "" }, "Grace")).toBe("invalid");
  });
});
