import { describe, expect, it } from "vitest";
import { forNames, seldomOf, shapeOf, titleOf, withValue } from "./schema.ts";

describe("what a form asks for", () => {
  it.each([
    [{ type: "boolean" }, "flag"],
    [{ type: "integer", minimum: 1 }, "number"],
    [{ type: "string", enum: ["a"] }, "choice"],
    [{ type: "array", items: { type: "string" } }, "lines"],
    [{ type: "array", items: { enum: ["a"] } }, "choices"],
    [{ type: "object", properties: {} }, "group"],
    [{ type: "object", additionalProperties: { type: "string" } }, "entries"],
    [{ oneOf: [] }, "variants"],
    [{ type: "string" }, "text"],
    [{}, "none"],
  ])("%j is a %s", (schema, is) => {
    expect(shapeOf(schema).is).toBe(is);
  });

  it("is a secret for each name that there is, where any name is taken", () => {
    const secrets = { type: "object", additionalProperties: { type: "string" } };
    const named = shapeOf(forNames(secrets, ["entra"]));
    expect(named.is === "group" && named.fields.map(([name]) => name)).toEqual(["entra"]);
    const fixed = { type: "object", properties: { webhook: { type: "string" } } };
    expect(forNames(fixed, ["entra"])).toBe(fixed);
  });

  it("is called as its schema says, or by its key in words", () => {
    expect(titleOf("baseUrl", {})).toBe("Base url");
    expect(titleOf("baseUrl", { title: "Address" })).toBe("Address");
  });

  it("leaves out what was emptied", () => {
    expect(withValue({ a: 1, b: 2 }, "a", undefined)).toEqual({ b: 2 });
    expect(withValue({ a: 1 }, "b", 2)).toEqual({ a: 1, b: 2 });
  });

  it("folds away what is seldom set, and nothing that is set", () => {
    const fields = [
      ["address", { type: "string" }],
      ["format", { type: "string", default: "html" }],
      ["least", { type: "integer", seldom: true }],
      ["most", { type: "integer", seldom: true }],
    ] as const;
    expect([...seldomOf(fields, {})]).toEqual(["format", "least", "most"]);
    expect([...seldomOf(fields, { least: 3 })]).toEqual(["format", "most"]);
    expect([...seldomOf(fields, { least: 3, most: 4 })]).toEqual([]);
    expect([...seldomOf(fields.slice(1), {})]).toEqual([]);
  });
});
