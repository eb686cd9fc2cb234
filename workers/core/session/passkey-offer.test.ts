import { describe, expect, it } from "vitest";
import { passkeyOffer } from "./passkey-offer.ts";
import type { Session } from "./session.ts";
import { session as fixture } from "./session.fixture.ts";

const NOW = 1_900_000_000_000;

const proven = (...proofs: readonly Session["proofs"][number]["proof"][]): Session["proofs"] =>
  proofs.map((proof) => ({ proof, at: NOW }));

/** Passed a minute ago by a colleague's word. */
function passed(change: Partial<Session> = {}): Session {
  const base = fixture();
  return {
    ...base,
    status: "passed",
    destination: { ...base.destination, origin: "on_record" },
    proofs: proven("contact_on_record", "second_approver"),
    moments: { ...base.moments, endedAt: NOW - 60_000 },
    validUntil: NOW + 60_000,
    ...change,
  };
}

describe("a passkey is offered", () => {
  it("after a pass by another human's word, while it holds", () => {
    expect(passkeyOffer(passed(), NOW)).toEqual({ passedAt: NOW - 60_000 });
    expect(passkeyOffer(passed({ proofs: proven("contact_on_record", "manager_vouch") }), NOW)).toBeDefined();
    expect(passkeyOffer(passed(), NOW + 60_000)).toBeUndefined();
  });

  it.each<[string, Partial<Session>]>([
    ["still runs", { status: "approving" }],
    ["failed", { status: "failed" }],
    ["has the contact alone", { proofs: proven("contact_on_record", "known_phone", "spoken_code") }],
    ["had a passkey", { proofs: proven("contact_on_record", "second_approver", "passkey") }],
    ["went to a contact that changed lately", { destination: { ...fixture().destination, trusted: false } }],
    ["went to a typed destination", { destination: { ...fixture().destination, origin: "typed" } }],
    ["was reported since", { lateReportAt: NOW }],
    ["was an admin's of himself", { practice: true }],
    ["was for what it shows alone", { evidenceOnly: true }],
  ])("to no check that %s", (_what, change) => {
    expect(passkeyOffer(passed(change), NOW)).toBeUndefined();
  });
});
