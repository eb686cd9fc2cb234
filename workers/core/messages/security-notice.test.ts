import { describe, expect, it } from "vitest";
import { channelsFor, SECURITY_CAUSES, SECURITY_CHANNELS, securityState } from "./security-notice.ts";

describe("securityState", () => {
  const sent = (sentAt: number) => ({ status: "sent", sentAt }) as const;

  it.each([
    [[], { state: "not_set" }],
    [[{ status: "waiting" }], { state: "waiting" }],
    [[{ status: "failed" }, { status: "sending" }], { state: "waiting" }],
    [[{ status: "failed" }, { status: "discarded" }], { state: "failed" }],
    [[{ status: "discarded" }], { state: "discarded" }],
    [[{ status: "failed" }, sent(9), sent(7)], { state: "told", at: 7 }],
  ] as const)("of %j is %j", (notices, state) => {
    expect(securityState(notices)).toEqual(state);
  });
});

describe("channelsFor", () => {
  it.each(SECURITY_CAUSES)("%s goes no way that is not set up", (cause) => {
    expect(channelsFor(cause, [])).toEqual([]);
    expect(channelsFor(cause, SECURITY_CHANNELS).length).toBeGreaterThan(0);
  });

  it("wakes nobody on call without a person's word", () => {
    const waking = SECURITY_CAUSES.filter((cause) => channelsFor(cause, SECURITY_CHANNELS).includes("on_call"));
    expect(waking).toEqual(["agent_report"]);
  });

  it("opens an incident for an agent who says so, and for a manager whom a caller asked to vouch", () => {
    const incidents = SECURITY_CAUSES.filter((cause) => channelsFor(cause, ["incident_webhook"]).length > 0);
    expect(incidents).toEqual(["manager_warned", "incident"]);
  });
});
