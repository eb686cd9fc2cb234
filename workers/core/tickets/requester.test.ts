import { describe, expect, it } from "vitest";
import { hasRequester, namesPerson, sameRequester, type TicketRequester } from "./requester.ts";

const TIAGO = {
  id: "per_1",
  idInTickets: "guid-1",
  email: "tiago.sousa@halden.example",
  displayName: "Tiago de Sousa",
};

describe("a ticket names a person", () => {
  const named: readonly (readonly [string, TicketRequester])[] = [
    ["who was found for it, whatever its fields say", { requesterPersonId: "per_1", requesterEmail: "x@y.example" }],
    ["by the directory's own id", { requesterExternalId: "guid-1", requesterEmail: "old.name@halden.example" }],
    ["by mail beside an id of its own numbering", { requesterExternalId: "501", requesterEmail: TIAGO.email }],
    ["by mail in other capitals", { requesterEmail: " Tiago.SOUSA@Halden.example" }],
    ["by name alone, in any case and spacing", { requesterName: "tiago  DE sousa" }],
  ];
  it.each(named)("%s", (_how, ticket) => {
    expect(namesPerson(ticket, TIAGO)).toBe(true);
  });

  const other: readonly (readonly [string, TicketRequester])[] = [
    ["another person was found", { requesterPersonId: "per_2", requesterExternalId: "guid-1" }],
    ["another mail", { requesterExternalId: "501", requesterEmail: "ana@halden.example" }],
    ["another mail beside the same name", { requesterName: TIAGO.displayName, requesterEmail: "ana@halden.example" }],
    ["another id and nothing else", { requesterExternalId: "501" }],
    ["another id beside the same name", { requesterExternalId: "501", requesterName: TIAGO.displayName }],
    ["another name", { requesterName: "Ana de Sousa" }],
    ["nobody", {}],
  ];
  it.each(other)("not: %s", (_how, ticket) => {
    expect(namesPerson(ticket, TIAGO)).toBe(false);
  });

  it("by name where the directory has no ids", () => {
    const { idInTickets: _none, ...person } = TIAGO;
    expect(namesPerson({ requesterExternalId: "501", requesterName: TIAGO.displayName }, person)).toBe(true);
  });
});

describe("two states of a ticket", () => {
  const state = { requesterExternalId: "501", requesterEmail: "a@halden.example", requesterName: "Ana" };
  it.each<readonly [string, TicketRequester, boolean]>([
    ["capitals of the mail", { ...state, requesterEmail: "A@HALDEN.example" }, true],
    ["the name beside an id", { ...state, requesterName: "Ana Maria" }, true],
    ["the id", { ...state, requesterExternalId: "502" }, false],
    ["the mail", { ...state, requesterEmail: "b@halden.example" }, false],
    ["nothing left", {}, false],
  ])("%s", (_what, changed, same) => {
    expect(sameRequester(state, changed)).toBe(same);
  });

  it("known by name only: the name counts", () => {
    expect(sameRequester({ requesterName: "Ana" }, { requesterName: "ANA" })).toBe(true);
    expect(sameRequester({ requesterName: "Ana" }, { requesterName: "Eva" })).toBe(false);
  });

  it("of nobody name nobody", () => {
    expect([hasRequester({}), hasRequester({ requesterName: "Ana" })]).toEqual([false, true]);
  });
});
