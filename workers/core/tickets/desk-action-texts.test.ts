import { expect, it } from "vitest";
import { agentDone, agentNotDone, type DeskActionNote } from "./desk-action-texts.ts";
import { renderNote } from "./render.ts";

const AT = Date.UTC(2026, 10, 19, 14, 40);
const note: DeskActionNote = {
  key: "k",
  person: "Amara Okafor",
  action: "mfa_reset",
  agent: "Dana Reed",
  at: AT,
  timeZone: "Europe/London",
  verificationId: "vrf_8Q2K7M",
  url: "https://console.example.com/verifications/vrf_8Q2K7M",
};
const text = (made: ReturnType<typeof agentDone>): string[] =>
  renderNote(made, { brand: "imper.ai", at: AT, timeZone: "Europe/London", format: "text" }).split("\n");

it("says who did it, and that nobody but them says so", () => {
  expect(text(agentDone(note))).toEqual([
    "[imper.ai] Done by the agent: MFA reset (14:40)",
    "Recorded by Dana Reed. The product did not do it and has not seen it done.",
    "Person: Amara Okafor",
    "Recorded at: 14:40 London time",
    "Verification ID: vrf_8Q2K7M",
    "Open the verification:",
    note.url,
    "Ref: k",
  ]);
});

it("says when it was recorded late, for which account, and why it was not done", () => {
  const late = { ...note, passEnded: AT - 600_000, account: { userName: "adm-amara", label: "Administration" } };
  const lines = text(agentNotDone({ ...late, outcome: "no_rights" }));
  expect(lines).toContain("[imper.ai] Not done by the agent: MFA reset (14:40)");
  expect(lines.join("\n")).toMatch(/after the pass had ended/);
  expect(lines).toEqual(
    expect.arrayContaining([
      "Account: adm-amara (Administration)",
      "Pass ended: 14:30 London time",
      "Why: No right to do it in that system",
    ]),
  );
});
