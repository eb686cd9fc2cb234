import { expect, it } from "vitest";
import { inviteRequest } from "./users.ts";

const invite = (name: string) => inviteRequest.safeParse({ name, email: "dana@desk.example", role: "agent" });

it("an invited user's name holds no signs that nobody sees, and the refusal says so at the name", () => {
  expect(invite("Dana O\u2019Ruiz-\u0141uk").success).toBe(true);
  for (const name of ["Dana\u202E ziuR", "Da\u200Bna", "Da\u0007na", "\u2066Dana"]) {
    expect(invite(name).error?.issues, JSON.stringify(name)).toEqual([
      expect.objectContaining({ path: ["name"], message: expect.stringContaining("signs that nobody sees") as string }),
    ]);
  }
});
