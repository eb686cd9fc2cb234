import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Fact, FactDocument, PersonName, Place } from "./facts.ts";
import { factsOfText, textOfFacts } from "./facts-text.ts";
import { SAMPLE_FACTS, sampleFact, sampleName } from "./sample-person.fixture.ts";

const at = fc.nat({ max: 4_000_000_000_000 });
const text = fc.string({ unit: "grapheme", maxLength: 12 });
/** Few ages, so that facts share them in every order. */
const learnedAt = fc.oneof(fc.constantFrom(1, 2), at);
const fact = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Fact<Value>> =>
  fc.record(
    {
      value,
      learnedAt,
      baseline: fc.boolean(),
      source: fc.constantFrom("self_service" as const, "system" as const),
      until: learnedAt,
    },
    { requiredKeys: ["value", "learnedAt", "baseline"] },
  );
const facts = <Value>(value: fc.Arbitrary<Value>) => fc.array(fact(value), { maxLength: 6 });

const parts: fc.Arbitrary<PersonName> = fc.record({ given: text, family: text, display: text });
const name = fc.oneof(
  parts,
  parts.map(({ given, family }) => ({ given, family, display: `${given} ${family}` })),
  parts.map(({ given }) => ({ given, family: "", display: given })),
  parts.map((one) => ({ ...one, display: "" })),
);
const place: fc.Arbitrary<Place> = fc.record({ city: text, country: text });

const ALWAYS = [
  "name",
  "peers",
  "directReports",
  "groups",
  "closedTickets",
  "meetings",
  "signIns",
  "devices",
] as const satisfies readonly (keyof FactDocument)[];

/** Of all kinds of facts: with one more, this does not compile. */
const documents: fc.Arbitrary<FactDocument> = fc.record<Required<FactDocument>, (typeof ALWAYS)[number]>(
  {
    name,
    manager: fact(name),
    peers: facts(name),
    directReports: facts(name),
    department: fact(text),
    office: fact(place),
    groups: facts(text),
    closedTickets: facts(fc.record({ number: text, summary: text, closedAt: at, requesterVerified: fc.boolean() })),
    meetings: facts(fc.record({ with: name, startsAt: at, organisedInside: fc.boolean(), accepted: fc.boolean() })),
    signIns: facts(fc.record({ place, at })),
    startMonth: fact(fc.record({ year: fc.integer({ min: 1900, max: 2100 }), month: fc.integer({ min: 1, max: 12 }) })),
    devices: facts(fc.record({ model: text, assetTag: text })),
  },
  { requiredKeys: [...ALWAYS] },
);

it("gives back every value with its age, and nothing else", () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(factsOfText(textOfFacts(document))).toEqual(document);
    }),
  );
});

it("reads what earlier versions wrote: the document's own JSON", () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(factsOfText(JSON.stringify(document))).toEqual(document);
    }),
  );
});

it.each([
  ["another version", '[3,[],["A","B"]]'],
  ["no document", '{"facts":[]}'],
  ["a word", '"facts"'],
  ["no JSON", "facts"],
])("takes %s for a defect", (_what, stored) => {
  expect(() => factsOfText(stored)).toThrow();
});

it("reads what was written before facts had a source and an end", () => {
  const text = '[2,[[7,1]],["A","B"],0,[0,"Finance"],0,0]';
  expect(factsOfText(text).department).toEqual({ value: "Finance", learnedAt: 7, baseline: true });
  expect(textOfFacts(factsOfText(text))).toBe(text);
});

it("takes a source that it does not know for one that counts for nothing", () => {
  expect(factsOfText('[2,[[7,1,9]],["A","B"],0,[0,"Finance"],0,0]').department?.source).toBe("self_service");
});

it("says a team's one age and each name once: less than a third of the document's JSON", () => {
  const team = Array.from({ length: 24 }, (_, index) => sampleFact(sampleName(`Person Number${String(index)}`)));
  const document = { ...SAMPLE_FACTS, peers: team, directReports: team };
  const [packed, whole] = [textOfFacts(document), JSON.stringify(document)].map(({ length }) => length);
  expect(packed).toBeLessThan((whole ?? 0) / 3);
});
