import { describe, expect, it } from "vitest";
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { checkPath, offered } from "./next-steps.tsx";

const again = { id: "send_again", label: "Send again", how: "check" } as const;
const other = { id: "other_contact", label: "Another contact", how: "check" } as const;
const manager = { id: "manager", label: "Ask the manager", how: "hand" } as const;

const details = (closed = false) =>
  ({
    row: { id: "vrf_7" },
    banner: { nextSteps: [again, other, manager] },
    ticket: { id: "tkt_39", closed },
  }) as unknown as DetailsReply;

describe("the next steps", () => {
  it("lead to the Send page, and name the check that another contact stands in for", () => {
    expect(checkPath(again, details())).toBe("/tickets/tkt_39/send");
    expect(checkPath(other, details())).toBe("/tickets/tkt_39/send?instead-of=vrf_7");
  });

  it("offer no check for a closed ticket, nor to who may not send; what people do stays", () => {
    expect(offered(details(), "agent")).toEqual([again, other, manager]);
    expect(offered(details(true), "agent")).toEqual([manager]);
    expect(offered(details(), "analyst")).toEqual([manager]);
  });
});
