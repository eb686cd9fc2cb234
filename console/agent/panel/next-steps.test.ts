import { describe, expect, it } from "vitest";
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { checkPath, offered } from "./next-steps.tsx";

const again = { id: "send_again", label: "Send again", how: "check" } as const;
const other = { id: "other_contact", label: "Another contact", how: "check" } as const;
const manager = { id: "manager", label: "Ask the manager", how: "hand" } as const;

const details = (mayCheckAgain = true) =>
  ({
    row: { id: "vrf_7" },
    banner: { nextSteps: [again, other, manager] },
    ticket: { id: "tkt_39" },
    mayCheckAgain,
  }) as unknown as DetailsReply;

describe("the next steps", () => {
  it("lead to the Send page, and name the check that another contact stands in for", () => {
    expect(checkPath(again, details())).toBe("/tickets/tkt_39/send");
    expect(checkPath(other, details())).toBe("/tickets/tkt_39/send?instead-of=vrf_7");
  });

  it("offer no check that the Send page would refuse; what people do stays", () => {
    expect(offered(details())).toEqual([again, other, manager]);
    expect(offered(details(false))).toEqual([manager]);
  });
});
