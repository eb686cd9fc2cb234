import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { deps, keyring } from "../../../test/support/worker-fixture.ts";
import { newAgent, requesterOf } from "../../../test/support/worker-send-form.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import type { SessionStatus } from "../../core/session/status.ts";
import { readDetails } from "./read-verification.ts";

async function detailsOf(status: SessionStatus) {
  const { ticket, person, email } = await requesterOf();
  const { assessment } = inStatus("passed");
  const from = { ...inStatus(status), ...(assessment === undefined ? {} : { assessment }) };
  const session = {
    ...from,
    id: newVerificationId(),
    ticket: { ...from.ticket, id: ticket },
    person: { ...from.person, id: person, email },
  };
  await sessionRecords(env.DB, keyring).write({
    session,
    pool: [],
    rows: [{ seq: 1, at: Date.now(), effect: { type: "assessed" } }],
  });
  return readDetails(deps(), newAgent(), session.id);
}

it("says what the score would be without a finding only where there is a score", async () => {
  const passed = await detailsOf("passed");
  expect(passed?.row.verdict.risk).toBeDefined();
  expect(passed?.without).toBeDefined();
  const reported = await detailsOf("reported");
  expect(reported?.row.verdict.risk).toBeUndefined();
  expect(reported?.assessment).toBeDefined();
  expect(reported?.without).toBeUndefined();
});
