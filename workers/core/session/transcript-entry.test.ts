import { expect, it } from "vitest";
import { answerWeights } from "../questions/bits.ts";
import { answered, begun, POOL } from "./session.fixture.ts";
import { transcriptEntry } from "./transcript-entry.ts";

const FIRST = { ordinal: 1, attempt: 1 };

it("weighs an answer that counts, and says how hard it was to get right", () => {
  const session = answered(begun(), "right", 1);
  const { entry } = transcriptEntry({ session, pool: POOL }, FIRST);
  const asked = session.asked[0];
  if (asked === undefined) {
    throw new Error("a question was answered");
  }
  expect(entry).toMatchObject({ ...FIRST, kind: asked.kind, factTag: asked.factKey, scored: true, grade: "correct" });
  expect(entry.weightBits).toBe(answerWeights([{ ...asked, grade: "correct" }])[0]);
  expect(entry.strengthBits).toBeGreaterThan(0);
});

it("gives no weight to the further question that is never scored", () => {
  const session = answered(begun(), "wrong", 1);
  const asked = session.asked.map((question) => ({ ...question, scored: false }));
  expect(transcriptEntry({ session: { ...session, asked }, pool: POOL }, FIRST).entry).toMatchObject({
    scored: false,
    weightBits: 0,
  });
});

it("has no fact tag where a check began before there were any", () => {
  const session = answered(begun(), "right", 1);
  const asked = session.asked.map((question) => ({ ...question, factKey: "" }));
  expect(transcriptEntry({ session: { ...session, asked }, pool: POOL }, FIRST).entry.factTag).toBeNull();
});

it("throws for an answer that the session does not have", () => {
  expect(() => transcriptEntry({ session: begun(), pool: POOL }, FIRST)).toThrow("not in the session");
});
