import { expect, it } from "vitest";
import { signInProblem, SIGN_IN_PROBLEMS } from "./sign-in.ts";

it.each(["identity.client_refused", "identity.not_trusted", "identity.absent"])(
  "tells whoever may repair the sign-in what failed and where, and others whom to tell: %s",
  (code) => {
    expect(signInProblem(code)).toMatchObject({
      text: expect.stringContaining("Tell an administrator"),
      repair: false,
    });
    const said = signInProblem(code, true);
    expect(said?.repair).toBe(true);
    expect(said?.text).not.toContain("administrator");
  },
);

it("sends no admin to an administrator for what happens on one's own page of sign-ins", () => {
  expect(signInProblem("sign_in.mail_only", true)?.text).not.toContain("administrator");
  expect(signInProblem("sign_in.other_account", true)?.text).not.toContain("administrator");
  expect(signInProblem("sign_in.lost", true)).toEqual({ text: SIGN_IN_PROBLEMS["sign_in.lost"], repair: false });
});

it.each([null, "", "constructor", "<b>"])("says nothing of %j", (code) => {
  expect(signInProblem(code, true)).toBeUndefined();
});
