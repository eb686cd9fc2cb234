import { describe, expect, it } from "vitest";
import { takeToken } from "./token.ts";

const token = "a".repeat(43);

function take(pathname: string, hash: string) {
  const replaced: string[] = [];
  const result = takeToken(
    { pathname, search: "?next=/send", hash },
    { replaceState: (_d, _u, url) => replaced.push(url) },
  );
  return { result, replaced };
}

describe("takeToken", () => {
  it("takes the token and removes it from the address", () => {
    expect(take("/sign-in", `#${token}`)).toEqual({ result: token, replaced: ["/sign-in?next=/send"] });
  });

  it("is not confused by an address that loses its fragment at once", () => {
    const live = { pathname: "/sign-in", search: "", hash: `#${token}` };
    const result = takeToken(live, {
      replaceState: () => {
        live.hash = "";
      },
    });
    expect(result).toBe(token);
  });

  it("removes what is no token, too", () => {
    expect(take("/sign-in", "#<script>")).toEqual({ result: undefined, replaced: ["/sign-in?next=/send"] });
  });

  it("leaves the fragments of other pages alone", () => {
    expect(take("/verifications/vrf_1", "#transcript")).toEqual({ result: undefined, replaced: [] });
  });
});
