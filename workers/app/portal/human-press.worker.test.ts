import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { deps, fresh, keyring } from "../../../test/support/worker-fixture.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { insertAttested } from "../../adapters/d1/attested.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { personId } from "../../core/kit/ids.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import { isHumanPress, newPressToken, readPhone } from "./human-press.ts";
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

it.each(["person_id = ?", "person_id = ?, mac = NULL"])(
  "knows no phone by a row that was changed by SQL: %s",
  async (set) => {
    const session = { ...inStatus("sent"), id: newVerificationId() };
    const ready = deps({ vault: { ...deps().vault, verifyPhone: () => Promise.resolve(true) } });
    const publicKey = fresh();
    const owner = personId.parse(`per_${fresh()}`);
    const phone = {
      person_id: owner,
      key_tag: await ready.vault.tag("phone", publicKey),
      verification_id: newVerificationId(),
      added_at: 0,
      vouches: true,
    };
    await insertAttested(env.DB, keyring.rows, { table: "known_phones", row: phone }).run();
    await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
    const read = () =>
      readPhone(
        ready,
        { ...requestOf(fresh()), id: session.id },
        { pressToken: "x", phoneKey: { publicKey, signature: "" } },
      );
    const others = { known: "new", seenWithOther: true };
    expect(await read()).toMatchObject(others);
    await env.DB.prepare(`UPDATE verifications SET ${set} WHERE id = ?`).bind(owner, session.id).run();
    expect(await read()).toMatchObject(others);
  },
);
