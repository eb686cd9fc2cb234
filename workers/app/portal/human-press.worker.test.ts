import { expect, it } from "vitest";
import { deps, fresh } from "../../../test/support/worker-fixture.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { isHumanPress, newPressToken } from "./human-press.ts";
import type { PortalRequest } from "./request.ts";

const SHOWN_AT = Date.UTC(2026, 10, 29, 14, 0);

const requestOf = (locator: string): PortalRequest => ({
  id: newVerificationId(),
  locator,
  linkNumber: 1,
  network: { at: SHOWN_AT },
  headers: {},
});

const at = (ms: number) => ({ ...deps(), clock: () => SHOWN_AT + ms });

it.each([
  [0, false],
  [399, false],
  [400, true],
  [3_600_000, true],
  [3_600_001, false],
])("takes a token of its own page %i ms after it was shown: %s", async (ms, taken) => {
  const locator = fresh();
  const token = await newPressToken(at(0), locator);
  expect(await isHumanPress(at(ms), requestOf(locator), token)).toBe(taken);
});

it("takes no token of another link, with another time, or made up", async () => {
  const locator = fresh();
  const token = await newPressToken(at(0), locator);
  const [, nonce = "", mac = ""] = token.split(".");
  const earlier = `${(SHOWN_AT - 1_000).toString(36)}.${nonce}.${mac}`;
  for (const [link, press] of [
    [fresh(), token],
    [locator, earlier],
    [locator, "made.up.token"],
    [locator, ""],
  ] as const) {
    expect(await isHumanPress(at(1_000), requestOf(link), press), press).toBe(false);
  }
});
